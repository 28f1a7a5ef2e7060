#include "math/power_of_two.h"

#include <gtest/gtest.h>

#include <cmath>

namespace infoflow {
namespace {

TEST(PowerOfTwo, AgreesWithLongDoubleOverItsRange) {
  for (int i = 0; i < 1'000'000; ++i) {
    const double x = -1009 + 2008 * (i + 0.37) / 1e6;
    const long double exact = std::exp2(static_cast<long double>(x));
    ASSERT_LE(std::fabs(static_cast<double>((power_of_two(x) - exact) / exact)), 5e-16) << x;
  }
}

TEST(PowerOfTwo, IsZeroFarBelowAndExactAtWholeNumbers) {
  EXPECT_EQ(power_of_two(-1e300), 0);
  EXPECT_EQ(power_of_two(-1011), 0);
  for (int k = -1000; k < 1000; ++k) ASSERT_EQ(power_of_two(k), std::ldexp(1.0, k));
}

}  // namespace
}  // namespace infoflow
