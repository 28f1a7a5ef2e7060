#include "estimate/noisy_rows.h"

#include <utility>

#include "estimate/estimate.h"
#include "mixture/scaled_samples.h"

namespace infoflow {

namespace {

// Squares of larger coordinates could overflow.
constexpr double kLargestCoordinate = 1e150;

}  // namespace

GroupedMixture mixture_of(NoisyRows rows, const std::vector<std::vector<std::int32_t>>& labels) {
  std::vector<double> weights = std::move(rows.weights);
  if (weights.empty()) weights.assign(rows.n, 1.0 / static_cast<double>(rows.n));
  const auto scaled = scale_samples(std::move(rows.samples), rows.n, rows.d, rows.sigma);
  if (scaled.largest > kLargestCoordinate) throw SpreadTooLarge{};
  return group_mixture(scaled.data, rows.n, scaled.d, weights, labels);
}

}  // namespace infoflow
