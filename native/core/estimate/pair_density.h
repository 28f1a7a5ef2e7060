// A mixture's log-densities from pairs of point and center.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "estimate/density_scale.h"
#include "mixture/center_runs.h"
#include "parallel/control.h"
#include "simd/isa.h"

namespace infoflow {

class PairDensity {
 public:
  // `centers`: rows of d scaled coordinates; `order`: their numbers, neighbours together. All must outlive this object.
  // `tolerance`: nats that leaving out far centers may take off a value, below 1; 0: none is.
  PairDensity(const std::vector<double>& centers, std::span<const double> weights, std::span<const std::size_t> order,
              std::size_t d, const DensityScale& scale, double tolerance, Isa isa, const Control& control);

  // Of `count` points that lie together.
  void evaluate(const double* points, std::size_t count, double* values, double* bounds) const;

 private:
  void far_away(const double* point, double& value, double& bound) const;

  const std::vector<double>& centers_;
  std::span<const double> weights_;
  std::size_t d_;
  const DensityScale& scale_;
  double tolerance_;
  const Control& control_;
  CenterRuns runs_;
};

}  // namespace infoflow
