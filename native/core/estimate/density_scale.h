// From sums over a mixture's centers, in the kernels' units, to log-densities.
#pragma once

#include <cstddef>

namespace infoflow {

class DensityScale {
 public:
  // `largest`: the largest absolute coordinate of the scaled centers.
  DensityScale(std::size_t d, double sigma, double largest);

  // Of Σ_j w_j 2^(exponent − ‖y − c_j‖²), nats.
  double log_density(double sum, double exponent) const;

  // What rounding comes to at a point, where the terms that matter are within 64 of this exponent.
  double rounding(const double* point, double exponent) const;

 private:
  std::size_t d_;
  double largest_;
  double log_constant_;
  double constant_rounding_;
};

}  // namespace infoflow
