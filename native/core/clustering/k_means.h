// k-means: the whole of a call.
#pragma once

#include <cstdint>
#include <vector>

#include "clustering/rows.h"
#include "parallel/control.h"
#include "simd/isa.h"

namespace infoflow {

struct KMeansRequest {
  std::size_t n = 0;
  std::size_t d = 0;
  RowData samples;              // n × d
  std::vector<double> weights;  // n, not negative, not all 0; empty: all 1
  std::size_t k = 1;
  std::vector<double> start;  // k × d; empty: greedy k-means++
  std::size_t runs = 1;       // from different seeds; the one of least inertia counts
  double tolerance = 1e-4;    // × mean variance of the columns: the summed squared moves of the centers that stop
  std::size_t max_iterations = 300;
  std::uint64_t seed = 0;
  int threads = 1;
  Isa isa = Isa::kBaseline;
};

struct KMeansResult {
  std::vector<std::int32_t> labels;
  std::vector<double> centers;  // k × d
  double inertia = 0;           // Σ w ‖x − c‖²
  std::size_t iterations = 0;
  bool converged = false;
  std::size_t occupied = 0;  // clusters with rows
};

// Throws ArgumentError where the inertia is beyond the largest double. See lloyd.h and seeding.h for cost and source.
KMeansResult k_means(KMeansRequest request, const Control& control);

}  // namespace infoflow
