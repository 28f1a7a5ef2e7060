#include "estimate/noisy_rows.h"

#include <utility>

#include "estimate/estimate.h"

namespace infoflow {

namespace {

constexpr double kLargestCoordinate = 1e150;

}  // namespace

SpreadTooLarge::SpreadTooLarge()
    : ArgumentError("sigma",
                    "too small for these samples; they may spread over 1e150 sigma (2^40 for quadrature) at most") {}

void require_representable(const ScaledSamples& scaled) {
  if (scaled.largest > kLargestCoordinate) throw SpreadTooLarge{};
}

GroupedMixture mixture_of(NoisyRows rows, const std::vector<std::vector<std::int32_t>>& labels,
                          const Control& control) {
  std::vector<double> weights = std::move(rows.weights);
  if (weights.empty()) weights.assign(rows.n, 1.0 / static_cast<double>(rows.n));
  const auto scaled = scale_samples(std::move(rows.samples), rows.n, rows.d, rows.sigma, control);
  require_representable(scaled);
  return group_mixture(scaled.data, rows.n, scaled.d, weights, labels, control);
}

}  // namespace infoflow
