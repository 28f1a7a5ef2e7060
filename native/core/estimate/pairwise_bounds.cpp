#include "estimate/pairwise_bounds.h"

#include <algorithm>
#include <atomic>
#include <vector>

#include "math/logarithm.h"
#include "mixture/blocked_centers.h"
#include "parallel/parallel_for.h"

namespace infoflow {

namespace {

constexpr std::size_t kQueriesPerBlock = 64;

// Σ_i w_i ln Σ_j w_j 2^(−‖c_i − c_j‖²), centers row-major. Their own terms keep every inner sum above 0.
double mean_log_sum(const std::vector<double>& centers, std::size_t d, std::span<const double> weights,
                    const BlockedCenters& blocked, const Kernel& kernel, int threads, const Control& control,
                    const std::function<void(std::size_t queries)>& finished) {
  const std::size_t m = weights.size();
  const std::size_t stride = pairs_per_look(d) / (kQueriesPerBlock * kernel.lanes) + 1;
  std::vector<double> of_block((m + kQueriesPerBlock - 1) / kQueriesPerBlock, 0.0);
  parallel_for(of_block.size(), threads, [&](std::size_t block) {
    const std::size_t first = block * kQueriesPerBlock, count = std::min(kQueriesPerBlock, m - first);
    const double no_offsets[kQueriesPerBlock] = {};
    double sums[kQueriesPerBlock] = {};
    for (std::size_t b = 0; b < blocked.blocks(); b += stride) {
      control.check();
      const auto view = blocked.view(b, std::min(stride, blocked.blocks() - b));
      kernel.pair_sum(centers.data() + first * d, no_offsets, count, view, sums);
    }
    for (std::size_t i = 0; i < count; ++i) of_block[block] += weights[first + i] * natural_log(sums[i]);
    finished(count);
  });
  double total = 0;
  for (const double part : of_block) total += part;
  return total;
}

}  // namespace

PairwiseBounds pairwise_bounds(const double* points, std::size_t d, std::span<const std::size_t> rows,
                               std::span<const double> weights, Isa isa, int threads, const Control& control) {
  const std::size_t m = rows.size();
  std::vector<double> centers;
  centers.reserve(m * d);
  for (const std::size_t row : rows) centers.insert(centers.end(), points + row * d, points + (row + 1) * d);

  const Kernel kernel = kernel_for(isa);
  std::atomic<std::size_t> done = 0;
  const auto finished = [&](std::size_t queries) {
    const std::size_t now = done += queries;
    control.report(static_cast<double>(now), static_cast<double>(2 * m));
  };
  const auto information = [&] {
    std::vector<std::size_t> every(m);
    for (std::size_t i = 0; i < m; ++i) every[i] = i;
    BlockedCenters blocked(d, kernel.lanes);
    blocked.assign(centers.data(), every, weights, control);
    // Rounding can take a sum just above 1, and information below 0.
    return std::max(0.0, -mean_log_sum(centers, d, weights, blocked, kernel, threads, control, finished));
  };
  PairwiseBounds bounds;
  bounds.upper = information();
  // Half the distances are a quarter of the exponents: 8σ² in place of 2σ².
  for (double& x : centers) x /= 2;
  bounds.lower = information();
  return bounds;
}

}  // namespace infoflow
