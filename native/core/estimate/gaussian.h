// Log-determinants of a covariance matrix and of its two diagonal blocks: all that entropy and mutual information of
// normal vectors need.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "parallel/control.h"

namespace infoflow {

struct GaussianRequest {
  std::size_t n = 0;
  std::size_t d = 0;
  std::vector<double> samples;  // n × d, row-major, finite; n ≥ 2
  std::size_t first = 0;        // columns of the first vector, 0 to d
  // Weight of the shrinkage target (tr Σ / d) I, in [0, 1]; none: the one of Ledoit and Wolf, "A well-conditioned
  // estimator for large-dimensional covariance matrices", J. Multivar. Anal. 88 (2004) 365–411.
  std::optional<double> shrinkage;
  int threads = 1;
};

// ln det of the shrunk covariance (divisor n) and of its blocks; of no columns: 0.
struct GaussianResult {
  double joint = 0;
  double first = 0;
  double second = 0;
  double shrinkage = 0;
};

// Throws ArgumentError where the matrix is singular. Cost: O(n d² + d³). The same bits for every thread count.
GaussianResult gaussian_log_determinants(const GaussianRequest& request, const Control& control);

}  // namespace infoflow
