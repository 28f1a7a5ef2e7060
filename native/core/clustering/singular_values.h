// Singular values of a matrix of rows.
#pragma once

#include <vector>

#include "clustering/rows.h"
#include "parallel/control.h"

namespace infoflow {

struct SingularValuesRequest {
  std::size_t n = 0;
  std::size_t d = 0;
  RowData samples;  // n × d
  Origin origin = Origin::kAsGiven;
  int threads = 1;
};

// The min(n, d) singular values, largest first, in the units of the samples: each to 1e-14 of the largest. Tall
// matrices are first reduced by Householder reflections, a block of rows at a time. Cost: O(n d²) + O(min(n, d)² d);
// memory O(n d + 16 d²). Throws ArgumentError where one is beyond the largest double.
std::vector<double> singular_values(const SingularValuesRequest& request, const Control& control);

}  // namespace infoflow
