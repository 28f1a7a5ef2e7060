#include "mixture/hermite_translations.h"

#include <cmath>

#include "math/constants.h"
#include "math/power_of_two.h"
#include "mixture/box_grid.h"

namespace infoflow {

namespace {

constexpr std::size_t kOrder = kProductColumns;
constexpr double kRootLn2 = 0.83255461115769775635;
constexpr double kHalf = kRootLn2 * kBoxEdge / 2;  // r
constexpr double kCramer = 1.0865;
constexpr double kUnit = 0x1p-53;

double factorial(std::size_t n) {
  double product = 1;
  for (std::size_t i = 2; i <= n; ++i) product *= static_cast<double>(i);
  return product;
}

// x^n / √n!.
double term(double x, std::size_t n) {
  double product = 1;
  for (std::size_t i = 1; i <= n; ++i) product *= x / std::sqrt(static_cast<double>(i));
  return product;
}

}  // namespace

HermiteTranslations::HermiteTranslations() {
  coefficients_.reserve((2 * kReach + 1) * kOrder * kOrder);
  for (std::int64_t offset = -kReach; offset <= kReach; ++offset) {
    const double distance = static_cast<double>(offset) * kBoxEdge, t = kRootLn2 * distance;
    std::vector<double> h(2 * kOrder);
    h[0] = power_of_two(-distance * distance);
    h[1] = 2 * t * h[0];
    for (std::size_t n = 1; n + 1 < h.size(); ++n) h[n + 1] = 2 * (t * h[n] - static_cast<double>(n) * h[n - 1]);
    double terms = 0;
    for (std::size_t m = 0; m < kOrder; ++m) {
      double factor = m % 2 == 0 ? 1 : -1;
      for (std::size_t i = 1; i <= m; ++i) factor *= kHalf / static_cast<double>(i);
      for (std::size_t n = 0; n < kOrder; ++n) {
        coefficients_.push_back(factor * h[m + n]);
        terms += std::fabs(coefficients_.back()) * (1 + static_cast<double>(m + n) / 8);
        factor *= kHalf / static_cast<double>(n + 1);
      }
    }
    terms_.push_back(terms);
    const double gap = std::fmax(0, std::fabs(t) - kHalf);
    cut_.push_back(power_of_two(-gap * gap / (2 * kLn2)));
  }
}

double HermiteTranslations::truncation(std::size_t order) {
  const double x = std::sqrt(2.0) * kHalf;
  double of_centers = 0, of_points = 0;
  for (std::size_t n = order; n < order + 2 * kOrder; ++n) of_centers += term(x, n);
  for (std::size_t n = 0; n < order; ++n) {
    of_points += term(x, n + order) * factorial(n + order) / (factorial(n) * factorial(order));
  }
  return kCramer * (of_centers + of_points);
}

// Of a product of two dimensions, each of which is at most 1.04 cut itself.
double HermiteTranslations::cut_error() {
  const double of_one = truncation(kOrder);
  return of_one * (2.1 + of_one);
}

// In units of the last digit: for all terms the sums over points, pieces and boxes; for each power in a term, in both
// dimensions, less than an eighth of that: its own rounding, that of its coefficient, and that of the sums over powers,
// which begin with the highest.
double HermiteTranslations::rounding_error(std::size_t chunks) {
  return kUnit * static_cast<double>(kChunk + chunks + 2 * (2 * kReach + 1) + 16);
}

}  // namespace infoflow
