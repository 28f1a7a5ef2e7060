// Rows seen through Gaussian noise: what every question about a mixture starts from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "estimate/conditions.h"
#include "mixture/scaled_samples.h"

namespace infoflow {

struct NoisyRows {
  std::size_t n = 0;
  std::size_t d = 0;
  std::vector<double> samples;  // n × d, row-major, finite
  double sigma = 1;             // standard deviation of the noise
  std::vector<double> weights;  // n, sum 1; empty: equal
};

// Throws SpreadTooLarge where squares of the coordinates could overflow.
void require_representable(const ScaledSamples& scaled);

// One component at every row, equal rows merged; `labels` as of group_mixture. Throws SpreadTooLarge.
GroupedMixture mixture_of(NoisyRows rows, const std::vector<std::vector<std::int32_t>>& labels, const Control& control);

}  // namespace infoflow
