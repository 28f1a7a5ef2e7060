// A mixture's log-densities by the fast Gauss transform, where that is faster than pairs of point and center.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "estimate/density_scale.h"
#include "parallel/control.h"
#include "simd/isa.h"

namespace infoflow {

struct TransformRequest {
  std::span<const double> centers;  // rows of d scaled coordinates
  std::span<const double> weights;  // one for each center, sum 1
  std::span<const double> points;   // rows of d scaled coordinates
  std::size_t d;
  double tolerance;  // nats that the transform may be off
  bool always;       // not only where it is faster
  int threads;
  Isa isa;
};

// Fills in the values and bounds of points whose sums it can certify within the tolerance, and returns the numbers of
// the others: all of them where d > 2, where the centers spread too far for a grid, or where pairs are faster.
std::vector<std::size_t> transform_densities(const TransformRequest& request, const DensityScale& scale,
                                             const Control& control, double* values, double* bounds);

}  // namespace infoflow
