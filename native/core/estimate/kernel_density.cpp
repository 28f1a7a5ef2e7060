#include "estimate/kernel_density.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numeric>
#include <span>

#include "errors.h"
#include "math/constants.h"
#include "math/logarithm.h"
#include "mixture/blocked_centers.h"
#include "mixture/scaled_samples.h"
#include "neighbours/neighbours.h"
#include "parallel/parallel_for.h"

namespace infoflow {

namespace {

constexpr std::size_t kRowsPerBlock = 64;  // a multiple of every level's lanes
// Bandwidths looked at lie between these multiples of the median distance to the nearest neighbour.
constexpr double kLeast = 0x1p-6;
constexpr int kDoublings = 12;
constexpr int kGoldenSteps = 16;
constexpr double kGolden = 0.61803398874989484820;
constexpr double kLargestCoordinate = 1e150;
// A bandwidth takes less than a millisecond then: on a busy machine a second thread may come later than that, each
// time.
constexpr std::size_t kRowsOfOneThread = 1024;

class LeftOutDensity {
 public:
  LeftOutDensity(const KernelDensityRequest& request, const Control& control)
      : r_(request),
        threads_(request.n <= kRowsOfOneThread ? 1 : request.threads),
        control_(control),
        kernel_(kernel_for(request.isa)),
        distances_(request.n) {
    const Neighbours search(r_.samples.data(), r_.n, r_.d, Metric::kEuclidean, r_.isa, control_);
    distances_ = search.nearest(1, threads_, control).distances;
  }

  const std::vector<double>& nearest_distances() const { return distances_; }

  // −(1/n) Σ_i ln of the mean kernel over the other rows at row i.
  double entropy(double bandwidth) const {
    const std::size_t n = r_.n, d = r_.d;
    std::vector<double> rows(n * d);
    for (std::size_t i = 0; i < n * d; ++i) {
      rows[i] = r_.samples[i] * (kScale / bandwidth);
      if (!(std::fabs(rows[i]) < kLargestCoordinate)) {
        throw ArgumentError("bandwidth", "too small for these samples; they may spread over 1e150 of it at most");
      }
    }
    std::vector<double> offsets(n);
    for (std::size_t i = 0; i < n; ++i) {
      const double distance = distances_[i] * (kScale / bandwidth);
      offsets[i] = distance * distance;
    }
    std::vector<double> of_block((n + kRowsPerBlock - 1) / kRowsPerBlock);
    std::vector<std::size_t> every(n);
    std::iota(every.begin(), every.end(), std::size_t{0});
    const BlockedCenters centers = blocked(rows, every);
    std::atomic<std::size_t> done = 0;
    parallel_for(of_block.size(), threads_, [&](std::size_t block) {
      control_.check();
      of_block[block] = log_sums(rows, offsets, centers, block * kRowsPerBlock);
      const std::size_t now = ++done;
      control_.report(static_cast<double>(now), static_cast<double>(of_block.size()));
    });
    const double mean = std::accumulate(of_block.begin(), of_block.end(), 0.0) / static_cast<double>(n);
    const double size = static_cast<double>(d);
    return natural_log(static_cast<double>(n - 1)) + size * (kLn2Pi / 2 + natural_log(bandwidth)) - mean;
  }

 private:
  BlockedCenters blocked(const std::vector<double>& rows, std::span<const std::size_t> which) const {
    BlockedCenters centers(r_.d, kernel_.lanes);
    centers.assign(rows.data(), which, std::vector<double>(which.size(), 1.0), control_);
    return centers;
  }

  // Σ ln of the left-out sums of one block of rows.
  double log_sums(const std::vector<double>& rows, const std::vector<double>& offsets, const BlockedCenters& centers,
                  std::size_t first) const {
    const std::size_t count = std::min(kRowsPerBlock, r_.n - first);
    const double* queries = rows.data() + first * r_.d;
    double sums[kRowsPerBlock] = {};
    const std::size_t own = first / kernel_.lanes;
    const std::size_t after = std::min(centers.blocks(), own + kRowsPerBlock / kernel_.lanes);
    kernel_.pair_sum(queries, offsets.data() + first, count, centers.view(0, own), sums);
    kernel_.pair_sum(queries, offsets.data() + first, count, centers.view(after, centers.blocks() - after), sums);
    std::vector<std::size_t> others;
    double total = 0;
    for (std::size_t i = 0; i < count; ++i) {
      // In its own block a row meets the others alone. (Its own term, weight 0 or not, could overflow.)
      others.clear();
      for (std::size_t j = first; j < first + count; ++j) {
        if (j != first + i) others.push_back(j);
      }
      const BlockedCenters beside = blocked(rows, others);
      kernel_.pair_sum(queries + i * r_.d, offsets.data() + first + i, 1, beside.view(), sums + i);
      total += natural_log(sums[i]) - kLn2 * offsets[first + i];
    }
    return total;
  }

  const KernelDensityRequest& r_;
  int threads_;
  const Control& control_;
  Kernel kernel_;
  std::vector<double> distances_;
};

// Of smallest entropy, which is of largest likelihood: the best of a coarse grid, then golden sections beside it.
KernelDensityResult best_bandwidth(const LeftOutDensity& density) {
  std::vector<double> distances = density.nearest_distances();
  std::erase(distances, 0.0);
  if (distances.empty()) {
    throw ArgumentError("bandwidth", "every row has an equal one, so the likelihood has no maximum; give a bandwidth");
  }
  const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
  std::nth_element(distances.begin(), middle, distances.end());

  const auto at = [&](double bandwidth) { return KernelDensityResult{density.entropy(bandwidth), bandwidth}; };
  KernelDensityResult best = at(*middle * kLeast);
  for (int doubling = 1; doubling <= kDoublings; ++doubling) {
    const auto next = at(*middle * kLeast * std::ldexp(1.0, doubling));
    if (next.value < best.value) best = next;
  }
  double low = best.bandwidth / 2, high = best.bandwidth * 2;
  KernelDensityResult left = at(high - kGolden * (high - low)), right = at(low + kGolden * (high - low));
  for (int step = 0; step < kGoldenSteps; ++step) {
    if (left.value <= right.value) {
      high = right.bandwidth;
      right = left;
      left = at(high - kGolden * (high - low));
    } else {
      low = left.bandwidth;
      left = right;
      right = at(low + kGolden * (high - low));
    }
  }
  for (const auto& candidate : {left, right}) {
    if (candidate.value < best.value) best = candidate;
  }
  return best;
}

}  // namespace

KernelDensityResult kernel_density_entropy(const KernelDensityRequest& request, const Control& control) {
  const LeftOutDensity density(request, control);
  if (request.bandwidth == 0) return best_bandwidth(density);
  return {density.entropy(request.bandwidth), request.bandwidth};
}

}  // namespace infoflow
