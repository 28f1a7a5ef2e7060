// The polynomial between two boxes against the Gaussian itself, in long double and cut short enough for its cut to
// show; its coefficients against the same recurrence in long double.
#include "mixture/hermite_translations.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <vector>

#include "mixture/box_grid.h"

namespace infoflow {
namespace {

const long double kRootLn2 = std::sqrt(std::numbers::ln2_v<long double>);
const long double kHalf = kRootLn2 * kBoxEdge / 2;

// h_0(t), …, h_(count − 1)(t).
std::vector<long double> hermite_functions(long double t, std::size_t count) {
  std::vector<long double> h{std::exp(-t * t), 2 * t * std::exp(-t * t)};
  for (std::size_t n = 1; n + 1 < count; ++n) h.push_back(2 * t * h[n] - 2 * static_cast<long double>(n) * h[n - 1]);
  return h;
}

long double polynomial(long double t, long double u, long double v, std::size_t order) {
  const auto h = hermite_functions(t, 2 * order);
  long double sum = 0, by_u = 1;
  for (std::size_t m = 0; m < order; ++m) {
    long double by_v = by_u;
    for (std::size_t n = 0; n < order; ++n) {
      sum += h[m + n] * by_v;
      by_v *= kHalf * v / static_cast<long double>(n + 1);
    }
    by_u *= -kHalf * u / static_cast<long double>(m + 1);
  }
  return sum;
}

TEST(HermiteTranslations, TheCutIsWithinItsBoundAndNotFarBelow) {
  const HermiteTranslations translations;
  for (const std::size_t order : {3, 4, 6, 8, 10}) {
    double largest = 0;
    for (std::int64_t offset = -kReach; offset <= kReach; ++offset) {
      const long double t = kRootLn2 * kBoxEdge * static_cast<long double>(offset);
      const double bound = HermiteTranslations::truncation(order) * translations.cut(offset);
      for (int i = -8; i <= 8; ++i) {
        for (int j = -8; j <= 8; ++j) {
          const long double u = i / 8.0L, v = j / 8.0L, x = t + kHalf * (u - v);
          const auto error = static_cast<double>(std::fabs(polynomial(t, u, v, order) - std::exp(-x * x)));
          ASSERT_LE(error, bound + 1e-18) << "order " << order << " offset " << offset << " u " << i << " v " << j;
          largest = std::max(largest, error / bound);
        }
      }
    }
    EXPECT_GT(largest, 1e-3) << "order " << order;
  }
}

TEST(HermiteTranslations, CoefficientsAreExactToTheirRounding) {
  const HermiteTranslations translations;
  for (std::int64_t offset = -kReach; offset <= kReach; ++offset) {
    const long double t = kRootLn2 * kBoxEdge * static_cast<long double>(offset);
    const auto h = hermite_functions(t, 2 * kProductColumns);
    const double* found = translations.of(offset);
    double errors = 0;
    long double by_m = 1;
    for (std::size_t m = 0; m < kProductColumns; ++m) {
      long double factor = by_m;
      for (std::size_t n = 0; n < kProductColumns; ++n) {
        errors += std::fabs(static_cast<double>(found[m * kProductColumns + n] - h[m + n] * factor));
        factor *= kHalf / static_cast<long double>(n + 1);
      }
      by_m *= -kHalf / static_cast<long double>(m + 1);
    }
    // What rounding_error() allows for them is more than a tenth of its whole.
    EXPECT_LE(errors, HermiteTranslations::rounding_error(1) / 10 * translations.terms(offset)) << offset;
  }
}

TEST(HermiteTranslations, TheOtherWayRoundIsTheTransposed) {
  const HermiteTranslations translations;
  for (const std::int64_t offset : {1, 7}) {
    for (std::size_t m = 0; m < kProductColumns; ++m) {
      for (std::size_t n = 0; n < kProductColumns; ++n) {
        const double there = translations.of(offset)[m * kProductColumns + n];
        EXPECT_NEAR(there, translations.of(-offset)[n * kProductColumns + m], 1e-14 * std::fabs(there));
      }
    }
  }
}

}  // namespace
}  // namespace infoflow
