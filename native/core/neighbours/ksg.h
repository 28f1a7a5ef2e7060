// Mutual information of two continuous vectors from nearest neighbours: Kraskov, Stögbauer, Grassberger, "Estimating
// mutual information", Phys. Rev. E 69 (2004) 066138, eq. 8 (algorithm 1) and eq. 9 (algorithm 2).
#pragma once

#include <cstddef>
#include <vector>

#include "parallel/control.h"
#include "simd/isa.h"

namespace infoflow {

struct KsgRequest {
  std::size_t n = 0;
  std::size_t dx = 0;
  std::size_t dy = 0;
  std::vector<double> x;  // n × dx, row-major, finite
  std::vector<double> y;  // n × dy
  std::size_t k = 3;      // 1 ≤ k < n
  int algorithm = 1;
  int threads = 1;
  Isa isa = Isa::kBaseline;
};

struct KsgResult {
  double value = 0;      // nats; may be negative
  std::size_t tied = 0;  // rows that have k equal ones: the estimator assumes that there are none
};

// Distances are the largest difference of a coordinate, in x, in y and jointly, as in the paper. Cost: three searches
// (see Neighbours). The same bits for every thread count and SIMD level.
KsgResult ksg(const KsgRequest& request, const Control& control);

}  // namespace infoflow
