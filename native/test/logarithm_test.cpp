#include "math/logarithm.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <random>

namespace infoflow {
namespace {

// Distance from the long double logarithm, in units of the last place of the result.
double ulps_off(double x) {
  const long double exact = std::log(static_cast<long double>(x));
  const double rounded = static_cast<double>(exact);
  const double ulp = std::nextafter(std::fabs(rounded), 1e308) - std::fabs(rounded);
  return static_cast<double>(std::fabs(natural_log(x) - exact)) / ulp;
}

TEST(NaturalLog, IsWithinTwoUlpsEverywhere) {
  std::mt19937_64 bits(1);
  for (int i = 0; i < 1'000'000; ++i) {
    const double x = std::bit_cast<double>(bits() % 0x7ff0000000000000);
    if (x == 0) continue;
    ASSERT_LE(ulps_off(x), 2) << x;
  }
}

TEST(NaturalLog, KeepsPrecisionNearOne) {
  std::mt19937_64 bits(2);
  std::uniform_real_distribution<double> near(0.7, 1.42);
  for (int i = 0; i < 1'000'000; ++i) ASSERT_LE(ulps_off(near(bits)), 2);
  EXPECT_EQ(natural_log(1.0), 0.0);
  EXPECT_LE(ulps_off(std::nextafter(1.0, 2.0)), 2);
  EXPECT_LE(ulps_off(std::nextafter(1.0, 0.0)), 2);
}

TEST(NaturalLog, TakesSubnormals) {
  EXPECT_LE(ulps_off(std::numeric_limits<double>::denorm_min()), 2);
  EXPECT_LE(ulps_off(0x1.8p-1040), 2);
}

}  // namespace
}  // namespace infoflow
