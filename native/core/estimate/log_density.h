// Log-densities of a Gaussian mixture at points that were not drawn from it.
#pragma once

#include <cstddef>
#include <vector>

#include "estimate/noisy_rows.h"
#include "parallel/control.h"
#include "simd/isa.h"

namespace infoflow {

enum class DensityMethod {
  kFastest,
  kAllPairs,   // of point and center
  kNearPairs,  // those that matter
  kTransform,  // the fast Gauss transform where it can, pairs elsewhere
};

struct LogDensityRequest {
  NoisyRows rows;              // the mixture: a Gaussian of standard deviation sigma at each row
  std::vector<double> points;  // count × d, row-major, finite
  std::size_t count = 0;
  double tolerance = 1e-12;  // nats that a value may be off before rounding, below 1
  DensityMethod method = DensityMethod::kFastest;
  int threads = 1;
  Isa isa = Isa::kBaseline;
};

struct LogDensities {
  std::vector<double> values;  // nats
  std::vector<double> bounds;  // |value − exact| ≤ bound
  std::size_t centers = 0;     // distinct
};

// In one or two dimensions by a fast Gauss transform where that is faster, and where its certificate holds the
// tolerance at a point; else from pairs, every exponent taken from that of a near center, so that no sum under- or
// overflows however far away a point is. The bound is the tolerance and about 1e-13 near the centers (2e-11 from d = 10
// on) and grows as 2^-52 d times the squared distance from them over σ²; beyond 10⁶ σ it is that of knowing the nearest
// center alone, −ln of its weight. Cost: at most O(distinct rows × points × d), less where centers are far from most
// points; O(rows + points) by the transform. Memory O((rows + points) d). The same bits for every thread count. Throws
// SpreadTooLarge, and ArgumentError for points that are 1e150 σ away.
LogDensities log_densities(LogDensityRequest request, const Control& control);

}  // namespace infoflow
