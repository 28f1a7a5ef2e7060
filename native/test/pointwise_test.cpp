#include "estimate/pointwise.h"

#include <gtest/gtest.h>

#include <cmath>

#include "estimate/estimate.h"
#include "random/normal.h"

namespace infoflow {
namespace {

Request request_for(std::vector<double> samples, std::size_t d, double sigma) {
  Request request;
  request.n = samples.size() / d;
  request.d = d;
  request.samples = std::move(samples);
  request.sigma = sigma;
  request.conditions.resize(1);
  request.isa = usable_isas().back();
  request.draws = 4000 * request.n;
  return request;
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

// {−1, 1} at σ = 1: both points carry the same, .336831 (a value of shared/reference/estimator.md).
TEST(PointwiseInformation, OfTwoPointsIsTheKnownInformation) {
  Control control;
  const auto found = pointwise_information(request_for({-1, 1}, 1, 1), control);
  ASSERT_EQ(found.values.size(), 2u);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_GT(found.standard_errors[i], 0);
    EXPECT_NEAR(found.values[i], 0.336831, 5 * found.standard_errors[i] + 1e-6);
  }
}

// Two points far from a pair of equal ones: each carries −log of the weight that it shares.
TEST(PointwiseInformation, OfSeparatedPointsIsMinusTheLogarithmOfTheirWeight) {
  Control control;
  const auto found = pointwise_information(request_for({0, 0, 100, 200}, 1, 1), control);
  const double expected[] = {std::log(2.0), std::log(2.0), std::log(4.0), std::log(4.0)};
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(found.values[i], expected[i], 1e-9);
}

TEST(PointwiseInformation, MeanIsTheMutualInformationOfGroupsThatOverlap) {
  constexpr std::size_t n = 60, d = 3;
  std::vector<double> samples(n * d);
  fill_normals({1, 1, 0, 0}, 0, n * d, samples.data());
  Request request = request_for(samples, d, 0.4);
  for (std::size_t i = 0; i < n; ++i) request.conditions[0].push_back(static_cast<std::int32_t>(i % 12));
  Control control;
  const auto found = pointwise_information(request, control);
  ASSERT_EQ(found.values.size(), 12u);
  double variance = 0;
  for (const double error : found.standard_errors) variance += error * error / 144;
  request.draws *= 4;
  const auto whole = estimate(request, control).conditions[0].mutual_information;
  EXPECT_NEAR(mean(found.values), whole.value, 5 * std::sqrt(variance) + 5 * whole.standard_error + whole.bound);
}

TEST(PointwiseInformation, DoesNotDependOnTheThreads) {
  constexpr std::size_t n = 300;
  std::vector<double> samples(n * 2);
  fill_normals({1, 1, 3, 0}, 0, n * 2, samples.data());
  Request request = request_for(samples, 2, 0.1);
  request.draws = n * 40;
  Control control;
  const auto alone = pointwise_information(request, control);
  request.threads = 3;
  const auto together = pointwise_information(request, control);
  EXPECT_EQ(alone.values, together.values);
  EXPECT_EQ(alone.standard_errors, together.standard_errors);
}

TEST(PointwiseInformation, OfEqualRowsIsZero) {
  Control control;
  for (const double value : pointwise_information(request_for({5, 5, 5}, 1, 1), control).values) EXPECT_EQ(value, 0);
}

}  // namespace
}  // namespace infoflow
