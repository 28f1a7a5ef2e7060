#include "estimate/quadrature.h"

#include <atomic>
#include <cmath>

#include "estimate/lattice.h"
#include "math/logarithm.h"
#include "mixture/blocked_centers.h"
#include "parallel/parallel_for.h"

namespace infoflow {

namespace {

constexpr double kInverseRoot2Pi = 0.39894228040143267794;
// No center has fewer tiles around it, so this many pairs it costs at least; by dimension.
constexpr double kFewestTiles[] = {0, 5, 25};
constexpr double kLargestCoordinate = 0x1p40;
constexpr std::size_t kTilesPerBlock = 16;

// ∫ g ln(g / noise's peak) over a tile, on the lattice and on its even points. The unit of length is σ.
struct TileSums {
  double fine = 0;
  double coarse = 0;
};

struct TileOfMixture {
  std::size_t mixture;
  TileCorner tile;
};

// The mixtures of one estimate, their lattices, and the integrals over them.
class Quadrature {
 public:
  Quadrature(const GroupedMixture& mixture, const Request& request, const Control& control)
      : mixture_(mixture), control_(control), kernel_(kernel_for(request.isa)) {
    add(mixture.all);
    for (const auto& condition : mixture.conditions) {
      for (const auto& group : condition.mixtures) add(group);
    }
  }

  double pairs() const { return pairs_; }
  std::uint64_t points() const { return static_cast<std::uint64_t>(tiles_.size()) * points_per_tile(); }

  // Per mixture, in the order of their addition, its entropy less the noise's.
  std::vector<Value> integrate(int threads, double rounding) {
    std::vector<TileSums> of_tile(tiles_.size());
    std::atomic<std::size_t> done = 0;
    const std::size_t blocks = (tiles_.size() + kTilesPerBlock - 1) / kTilesPerBlock;
    parallel_for(blocks, threads, [&](std::size_t b) {
      const std::size_t end = std::min(tiles_.size(), (b + 1) * kTilesPerBlock);
      for (std::size_t t = b * kTilesPerBlock; t < end; ++t) {
        control_.check();
        of_tile[t] = integrate_tile(tiles_[t]);
        ++done;
      }
      control_.report(static_cast<double>(done), static_cast<double>(tiles_.size()));
    });

    std::vector<TileSums> of_mixture(lattices_.size());
    for (std::size_t t = 0; t < tiles_.size(); ++t) {
      of_mixture[tiles_[t].mixture].fine += of_tile[t].fine;
      of_mixture[tiles_[t].mixture].coarse += of_tile[t].coarse;
    }
    std::vector<Value> values;
    for (std::size_t m = 0; m < lattices_.size(); ++m) {
      if (single_[m]) {
        values.push_back({});
        continue;
      }
      // h − (d/2) ln 2πe = −∫ g ln(g/peak) − d/2.
      const double entropy = -of_mixture[m].fine - static_cast<double>(mixture_.d) / 2;
      values.push_back({entropy, 0, std::fabs(of_mixture[m].fine - of_mixture[m].coarse) + rounding});
    }
    return values;
  }

 private:
  std::uint64_t points_per_tile() const {
    return mixture_.d == 2 ? Lattice::kPointsPerTile * Lattice::kPointsPerTile : Lattice::kPointsPerTile;
  }

  // One center is a Gaussian, whose entropy is the noise's: nothing to integrate.
  void add(const Components& components) {
    single_.push_back(components.centers.size() == 1);
    lattices_.emplace_back(mixture_.points, mixture_.d, single_.back() ? kNothing : components);
    for (const auto& tile : lattices_.back().tiles()) {
      tiles_.push_back({lattices_.size() - 1, tile});
      Components near;
      lattices_.back().components_near(tile, near);
      pairs_ += static_cast<double>(points_per_tile()) * static_cast<double>(near.centers.size() + kernel_.lanes);
    }
  }

  TileSums integrate_tile(const TileOfMixture& tile) const {
    const std::size_t d = mixture_.d;
    const Lattice& lattice = lattices_[tile.mixture];
    Components near;
    lattice.components_near(tile.tile, near);
    BlockedCenters centers(d, kernel_.lanes);
    centers.assign(mixture_.points.data(), near.centers, near.weights);
    std::vector<double> points;
    lattice.points_of(tile.tile, points);
    const std::size_t count = points.size() / d;
    std::vector<double> sums(count, 0.0);
    const std::vector<double> no_offset(count, 0.0);
    kernel_.pair_sum(points.data(), no_offset.data(), count, centers.view(), sums.data());

    const double cell_edge = kInverseRoot2Pi / Lattice::kPointsPerSigma;
    const double cell = d == 2 ? cell_edge * cell_edge : cell_edge;
    const std::size_t width = Lattice::kPointsPerTile;
    TileSums result;
    for (std::size_t i = 0; i < count; ++i) {
      if (sums[i] <= 0) continue;
      const double term = cell * sums[i] * natural_log(sums[i]);
      result.fine += term;
      const bool even = d == 2 ? i / width % 2 == 0 && i % width % 2 == 0 : i % 2 == 0;
      if (even) result.coarse += term * (d == 2 ? 4 : 2);
    }
    return result;
  }

  inline static const Components kNothing = {};
  const GroupedMixture& mixture_;
  const Control& control_;
  Kernel kernel_;
  std::vector<Lattice> lattices_;
  std::vector<bool> single_;
  std::vector<TileOfMixture> tiles_;
  double pairs_ = 0;
};

}  // namespace

std::optional<Information> quadrature_information(const GroupedMixture& mixture, const Request& request,
                                                  double largest_coordinate, double bound, double most_pairs,
                                                  Control& control) {
  if (mixture.d > 2 || largest_coordinate > kLargestCoordinate) return std::nullopt;
  const double fewest_points = kFewestTiles[mixture.d] * (mixture.d == 2 ? Lattice::kPointsPerTile : 1) *
                               static_cast<double>(Lattice::kPointsPerTile);
  if (fewest_points * static_cast<double>(mixture.all.centers.size()) > most_pairs) return std::nullopt;
  Quadrature quadrature(mixture, request, control);
  if (quadrature.pairs() > most_pairs) return std::nullopt;
  const std::vector<Value> values = quadrature.integrate(request.threads, bound);

  Information information;
  information.total = values[0];
  information.draws = quadrature.points();
  information.method = Method::kQuadrature;
  std::size_t next = 1;
  for (const auto& condition : mixture.conditions) {
    Value conditional;
    for (std::size_t g = 0; g < condition.mixtures.size(); ++g, ++next) {
      conditional.value += condition.probabilities[g] * values[next].value;
      conditional.bound += condition.probabilities[g] * values[next].bound;
    }
    information.conditional.push_back(conditional);
    information.mutual.push_back(
        {information.total.value - conditional.value, 0, information.total.bound + conditional.bound});
  }
  return information;
}

}  // namespace infoflow
