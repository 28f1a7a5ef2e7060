#include "estimate/density_scale.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "estimate/rounding.h"
#include "math/constants.h"
#include "math/logarithm.h"

namespace infoflow {

namespace {

constexpr double kEpsilon = std::numeric_limits<double>::epsilon();
// Exponents of terms that matter lie within this of the largest.
constexpr double kRange = 64;

}  // namespace

DensityScale::DensityScale(std::size_t d, double sigma, double largest) : d_(d), largest_(largest) {
  const double size = static_cast<double>(d), log_peak = natural_log(sigma) + kLn2Pi / 2;
  log_constant_ = -size * log_peak;
  constant_rounding_ = kEpsilon * size * (2 + std::fabs(log_peak));
}

double DensityScale::log_density(double sum, double exponent) const {
  return log_constant_ + (natural_log(sum) - kLn2 * exponent);
}

double DensityScale::rounding(const double* point, double exponent) const {
  const double d = static_cast<double>(d_);
  double largest = largest_;
  for (std::size_t k = 0; k < d_; ++k) largest = std::max(largest, std::fabs(point[k]));
  // Of the sum with exponents up to here, and of the coordinates, which move distances.
  return rounding_bound(d_, 0) + constant_rounding_ +
         kEpsilon * ((d + 4) * exponent + 4 * largest * std::sqrt(d * (exponent + kRange)));
}

}  // namespace infoflow
