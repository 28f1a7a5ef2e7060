#include "math/digamma.h"

#include <gtest/gtest.h>

#include <cmath>

namespace infoflow {
namespace {

constexpr double kEuler = 0.57721566490153286061;

TEST(Digamma, OfIntegersIsTheHarmonicSum) {
  long double sum = -static_cast<long double>(kEuler);
  for (int m = 1; m <= 100'000; ++m) {
    ASSERT_NEAR(digamma(m), static_cast<double>(sum), 1e-14 * (1 + std::fabs(static_cast<double>(sum)))) << m;
    sum += 1.0L / m;
  }
}

TEST(Digamma, OfHalfIntegersIsGausssFormula) {
  // ψ(m + ½) = −γ − 2 ln 2 + Σ_{i ≤ m} 2 / (2i − 1).
  long double sum = -static_cast<long double>(kEuler) - 2 * std::log(2.0L);
  for (int m = 0; m <= 50; ++m) {
    ASSERT_NEAR(digamma(m + 0.5), static_cast<double>(sum), 1e-14) << m;
    sum += 2.0L / (2 * m + 1);
  }
}

}  // namespace
}  // namespace infoflow
