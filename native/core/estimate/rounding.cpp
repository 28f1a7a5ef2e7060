#include "estimate/rounding.h"

#include <limits>

#include "mixture/blocked_centers.h"

namespace infoflow {

namespace {

constexpr double kEpsilon = std::numeric_limits<double>::epsilon();

}  // namespace

double rounding_bound(std::size_t d, double largest_coordinate) {
  const double size = static_cast<double>(d);
  const double dot_form = d >= kDotFormFrom ? 2 * kDotFormError : 0;
  return 1e-14 + dot_form + kEpsilon * ((size + 4) * (size + 64) + 4 * size * largest_coordinate);
}

double held_out_rounding(std::size_t d, double largest_coordinate) {
  if (d < kDotFormFrom) return 0;
  return 8 * kEpsilon * static_cast<double>(d) * largest_coordinate * largest_coordinate;
}

}  // namespace infoflow
