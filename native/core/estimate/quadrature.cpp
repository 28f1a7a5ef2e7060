#include "estimate/quadrature.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <deque>

#include "estimate/lattice_sums.h"
#include "math/logarithm.h"
#include "parallel/parallel_for.h"

namespace infoflow {

namespace {

constexpr double kInverseRoot2Pi = 0.39894228040143267794;
constexpr double kLargestCoordinate = 0x1p40;
constexpr std::size_t kTilesPerBatch = 16;

// ∫ g ln(g / noise's peak) over a tile, on the lattice and on its even points. The unit of length is σ.
struct TileSums {
  double fine = 0;
  double coarse = 0;
  double error = 0;  // of either

  void add(const TileSums& other) {
    fine += other.fine;
    coarse += other.coarse;
    error += other.error;
  }
};

// Tiles first, …, first + count − 1 of a mixture.
struct Batch {
  std::size_t mixture;
  std::size_t first;
  std::size_t count;
};

// The mixtures of one estimate, and the integrals over their lattices. Where these would cost more than `most_pairs`,
// pairs() is too, and there is nothing to integrate.
class Quadrature {
 public:
  Quadrature(const GroupedMixture& mixture, const Request& request, double most_pairs, const Control& control)
      : d_(mixture.d), control_(control) {
    const auto add = [&](const Components& components) {
      if (pairs_ > most_pairs) return;
      // One center is a Gaussian, whose entropy is the noise's: nothing to integrate.
      single_.push_back(components.centers.size() == 1);
      lattices_.emplace_back(mixture.points, d_, single_.back() ? kNothing : components, most_pairs, request.isa,
                             control);
      pairs_ += lattices_.back().pairs();
    };
    add(mixture.all);
    for (const auto& condition : mixture.conditions) {
      for (const auto& group : condition.mixtures) add(group);
    }
  }

  double pairs() const { return pairs_; }
  std::uint64_t points() const {
    std::uint64_t sum = 0;
    for (const LatticeSums& lattice : lattices_) sum += lattice.tiles() * lattice.points_per_tile();
    return sum;
  }

  // Per mixture, in the order of their addition, its entropy less the noise's.
  std::vector<Value> integrate(int threads, double rounding) {
    std::vector<Batch> batches;
    for (std::size_t m = 0; m < lattices_.size(); ++m) {
      lattices_[m].prepare(threads);
      for (std::size_t first = 0; first < lattices_[m].tiles(); first += kTilesPerBatch) {
        batches.push_back({m, first, std::min(kTilesPerBatch, lattices_[m].tiles() - first)});
      }
    }
    std::vector<TileSums> of_batch(batches.size());
    std::atomic<std::size_t> done = 0;
    parallel_for(batches.size(), threads, [&](std::size_t b) {
      control_.check();
      of_batch[b] = integrate_batch(batches[b]);
      control_.report(static_cast<double>(++done), static_cast<double>(batches.size()));
    });

    std::vector<TileSums> of_mixture(lattices_.size());
    for (std::size_t b = 0; b < batches.size(); ++b) of_mixture[batches[b].mixture].add(of_batch[b]);
    std::vector<Value> values;
    for (std::size_t m = 0; m < lattices_.size(); ++m) {
      if (single_[m]) {
        values.push_back({});
        continue;
      }
      // h − (d/2) ln 2πe = −∫ g ln(g/peak) − d/2.
      const TileSums& sums = of_mixture[m];
      const double entropy = -sums.fine - static_cast<double>(d_) / 2;
      values.push_back({entropy, 0, std::fabs(sums.fine - sums.coarse) + sums.error + rounding});
    }
    return values;
  }

 private:
  TileSums integrate_batch(const Batch& batch) const {
    const LatticeSums& lattice = lattices_[batch.mixture];
    std::vector<double> sums, errors;
    lattice.sums(batch.first, batch.count, sums, errors);

    const double cell_edge = kInverseRoot2Pi / Lattice::kPointsPerSigma;
    const double cell = d_ == 2 ? cell_edge * cell_edge : cell_edge;
    const std::size_t width = Lattice::kPointsPerTile;
    TileSums result;
    for (std::size_t p = 0; p < sums.size(); ++p) {
      // x ln x moves by less than e (1 − ln e) wherever x ≤ 1 moves by e, and by less than e (1 − ln x/2) from x ≥ 2e.
      if (errors[p] > 0) result.error += cell * errors[p] * (1 - natural_log(std::max(errors[p], sums[p] / 2)));
      if (sums[p] <= 0) continue;
      const double term = cell * sums[p] * natural_log(sums[p]);
      result.fine += term;
      const std::size_t i = p % lattice.points_per_tile();
      const bool even = d_ == 2 ? i / width % 2 == 0 && i % width % 2 == 0 : i % 2 == 0;
      if (even) result.coarse += term * (d_ == 2 ? 4 : 2);
    }
    return result;
  }

  inline static const Components kNothing = {};
  std::size_t d_;
  const Control& control_;
  double pairs_ = 0;
  std::deque<LatticeSums> lattices_;
  std::vector<bool> single_;
};

}  // namespace

std::optional<Information> quadrature_information(const GroupedMixture& mixture, const Request& request,
                                                  double largest_coordinate, double bound, double most_pairs,
                                                  Control& control) {
  if (mixture.d > 2 || largest_coordinate > kLargestCoordinate) return std::nullopt;
  Quadrature quadrature(mixture, request, most_pairs, control);
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
