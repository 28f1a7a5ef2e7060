// Weakly overlapping pairs of centers, whose overlap is known by quadrature.
#include "estimate/overlaps.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "mixture/scaled_samples.h"

namespace infoflow {
namespace {

// E ln(1 + exp(Δz − Δ²/2)), z standard normal: trapezoid sums of a smooth integrand that falls off like a Gaussian.
double missing_information(double distance) {
  constexpr double kStep = 1.0 / 64;
  double sum = 0;
  for (double z = -12; z <= 12 + distance; z += kStep) {
    sum += std::exp(-z * z / 2) * std::log1p(std::exp(distance * z - distance * distance / 2));
  }
  return sum * kStep / std::sqrt(2 * M_PI);
}

Value sample(const std::vector<double>& centers, std::size_t draws) {
  std::vector<double> scaled = centers;
  for (double& x : scaled) x *= kScale;
  const std::size_t n = centers.size();
  const std::vector<double> weights(n, 1.0 / static_cast<double>(n));
  const GroupedMixture mixture = group_mixture(scaled, n, 1, weights, {{}}, Control{});
  Request request;
  request.seed = 3;
  Control control;
  const Overlaps overlaps(mixture, request, control);
  EXPECT_EQ(overlaps.weak_count(), n);
  const Value value = overlaps.sample_weak(draws, 0);
  EXPECT_LE(value.value, overlaps.most_missing());
  return value;
}

TEST(Overlaps, ArePreciseHoweverRareTheyAre) {
  for (const double distance : {3.0, 4.0, 6.0, 8.0, 12.0}) {
    const Value value = sample({0, distance}, 4096);
    EXPECT_NEAR(value.value, missing_information(distance), 5 * value.standard_error) << distance;
    // The bounded weights leave a relative error of order 1 a draw: 4096 of them leave a few percent.
    EXPECT_LT(value.standard_error, 0.05 * value.value) << distance;
    EXPECT_GT(value.standard_error, 0) << distance;
  }
}

TEST(Overlaps, AddOverFarPairs) {
  const Value value = sample({0, 4, 1000, 1006}, 4096);
  EXPECT_NEAR(value.value, (missing_information(4) + missing_information(6)) / 2, 5 * value.standard_error);
}

// Overlaps of very different size, as most mixtures have: the error falls with the root of the draws also where they
// are too many for a position each. 2^18 against 2^12 draws: a factor of 8, up to the chance in both errors.
TEST(Overlaps, CountManyDrawsWhereTheOverlapIs) {
  const std::vector<double> centers = {0, 3, 1000, 1008, 2000, 2012, 3000, 3010};
  const Value few = sample(centers, 1 << 12), many = sample(centers, 1 << 18);
  EXPECT_NEAR(few.standard_error / many.standard_error / 8, 1, 0.3);
  EXPECT_NEAR(many.value, few.value, 5 * few.standard_error);
}

// Three centers in a row, all of them near: against quadrature of the mixture itself.
TEST(Overlaps, KnowThatNeighboursMeet) {
  const std::vector<double> centers = {0, 3.5, 7};
  double exact = 0;
  constexpr double kStep = 1.0 / 64;
  for (const double own : centers) {
    for (double y = own - 14; y <= own + 14; y += kStep) {
      double ratio = 0;
      for (const double other : centers) ratio += std::exp(((y - own) * (y - own) - (y - other) * (y - other)) / 2);
      exact += kStep / std::sqrt(2 * M_PI) * std::exp(-(y - own) * (y - own) / 2) * std::log(ratio) / 3;
    }
  }
  const Value value = sample(centers, 4096);
  EXPECT_NEAR(value.value, exact, 5 * value.standard_error);
}

}  // namespace
}  // namespace infoflow
