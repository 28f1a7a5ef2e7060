// Log-densities at foreign points against long double, near and far, within the bound that each carries.
#include "estimate/log_density.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <vector>

#include "errors.h"
#include "random/normal.h"

namespace infoflow {
namespace {

std::vector<double> normals(std::size_t count, std::uint32_t stream) {
  std::vector<double> x(count);
  fill_normals({13, 1, stream, 0}, 0, count, x.data());
  return x;
}

LogDensityRequest request_for(std::size_t n, std::size_t d, std::size_t count, double sigma, double reach) {
  LogDensityRequest request;
  request.rows = {n, d, normals(n * d, 1), sigma, {}};
  request.points = normals(count * d, 2);
  for (double& y : request.points) y *= reach;
  request.count = count;
  request.threads = 2;
  request.isa = usable_isas().back();
  return request;
}

LogDensities run(const LogDensityRequest& request) { return log_densities(request, Control{}); }

double exact_log_density(const LogDensityRequest& request, std::size_t i) {
  const auto& [n, d, samples, sigma, weights] = request.rows;
  std::vector<long double> terms(n);
  long double largest = -std::numeric_limits<long double>::infinity();
  for (std::size_t j = 0; j < n; ++j) {
    long double squared = 0;
    for (std::size_t k = 0; k < d; ++k) {
      const long double difference = static_cast<long double>(request.points[i * d + k]) - samples[j * d + k];
      squared += difference * difference;
    }
    const long double weight = weights.empty() ? 1.0L / n : weights[j];
    terms[j] = std::log(weight) - squared / (2 * static_cast<long double>(sigma) * sigma);
    largest = std::max(largest, terms[j]);
  }
  long double sum = 0;
  for (const long double term : terms) sum += std::exp(term - largest);
  const long double peak = 2 * std::numbers::pi_v<long double> * sigma * sigma;
  return static_cast<double>(largest + std::log(sum) - static_cast<long double>(d) / 2 * std::log(peak));
}

// Long double's own digits are 2^-64 of the squared distance, 2^11 times finer than ours.
void expect_within_bounds(const LogDensityRequest& request, double most) {
  const LogDensities found = run(request);
  for (std::size_t i = 0; i < request.count; ++i) {
    ASSERT_LE(found.bounds[i], most) << i;
    ASSERT_NEAR(found.values[i], exact_log_density(request, i), found.bounds[i]) << i;
  }
}

class LogDensityTest : public testing::TestWithParam<Isa> {};
std::string level_name(const testing::TestParamInfo<Isa>& info) { return std::string(isa_name(info.param)); }
INSTANTIATE_TEST_SUITE_P(Levels, LogDensityTest, testing::ValuesIn(usable_isas()), level_name);

TEST_P(LogDensityTest, IsWithinItsBoundInEveryDimension) {
  for (const std::size_t d : {1, 2, 3, 5, 9, 10, 12, 30}) {
    for (const double sigma : {0.05, 0.5, 5.0}) {
      SCOPED_TRACE(testing::Message() << "d " << d << " sigma " << sigma);
      auto request = request_for(333, d, 77, sigma, 1.5);
      request.isa = GetParam();
      // 2^-52 (d + 4) times the squared distance over σ², which is at most a few times d / σ² here.
      expect_within_bounds(request,
                           3e-12 + (d < 10 ? 0 : 2.1e-11) + 1e-14 * static_cast<double>(d * d) / (sigma * sigma));
    }
  }
}

// 2^-52 · 7 · .72 times squared distances of some reach².
TEST(LogDensity, FarPointsKeepAllDigitsThatDistancesHave) {
  for (const double reach : {1e2, 1e4, 1e5}) {
    auto request = request_for(200, 3, 50, 1, reach);
    expect_within_bounds(request, 5e-14 * reach * reach + 2e-12);
  }
}

TEST(LogDensity, BeyondAMillionSigmaTheNearestCenterIsKnown) {
  auto request = request_for(100, 2, 20, 1e-3, 1e7);
  const LogDensities found = run(request);
  for (std::size_t i = 0; i < request.count; ++i) {
    ASSERT_LE(std::fabs(found.values[i] - exact_log_density(request, i)), found.bounds[i]);
    ASSERT_LE(found.bounds[i], 1e-13 * std::fabs(found.values[i]));
  }
}

TEST(LogDensity, OfOneCenterIsAGaussian) {
  LogDensityRequest request;
  request.rows = {3, 2, {1, 2, 1, 2, 1, 2}, 0.5, {}};
  request.points = {1, 2, 1.5, 2, -1, 7};
  request.count = 3;
  const LogDensities found = run(request);
  EXPECT_EQ(found.centers, 1u);
  const double peak = -std::log(2 * std::numbers::pi * 0.25);
  EXPECT_NEAR(found.values[0], peak, found.bounds[0]);
  EXPECT_NEAR(found.values[1], peak - 0.5, found.bounds[1]);
  EXPECT_NEAR(found.values[2], peak - 58, found.bounds[2]);
}

TEST(LogDensity, WeightsAndDuplicatesAreTheSameMixture) {
  auto doubled = request_for(100, 3, 40, 0.4, 1.2);
  auto weighted = doubled;
  for (std::size_t j = 0; j < 50; ++j) {
    for (std::size_t k = 0; k < 3; ++k) {
      doubled.rows.samples[(50 + j) * 3 + k] = doubled.rows.samples[j * 3 + k];
    }
  }
  weighted.rows.weights.assign(100, 0.0);
  for (std::size_t j = 0; j < 50; ++j) weighted.rows.weights[j] = 0.02;
  const LogDensities a = run(doubled), b = run(weighted);
  EXPECT_EQ(a.centers, 50u);
  EXPECT_EQ(b.centers, 50u);
  for (std::size_t i = 0; i < 40; ++i) EXPECT_NEAR(a.values[i], b.values[i], a.bounds[i]);
  weighted.rows.weights[7] = 1e-9;
  weighted.rows.weights[8] = 0.04 - 1e-9;
  expect_within_bounds(weighted, 1e-10);
}

TEST(LogDensity, ClustersFarApartAndPointsBetweenThem) {
  auto request = request_for(640, 4, 200, 0.01, 1);
  for (std::size_t j = 0; j < 640; ++j) {
    for (std::size_t k = 0; k < 4; ++k) {
      double& x = request.rows.samples[j * 4 + k];
      x = 0.02 * x + static_cast<double>(j % 8 >> k & 1);
    }
  }
  for (double& y : request.points) y = 0.5 + 0.4 * y;
  expect_within_bounds(request, 1e-9);
}

TEST(LogDensity, ACoarseToleranceIsKept) {
  auto request = request_for(4000, 2, 300, 0.05, 1);
  for (const double tolerance : {1e-2, 1e-4, 1e-8}) {
    request.tolerance = tolerance;
    expect_within_bounds(request, tolerance + 1e-10);
  }
}

// Mixtures of every width and weights, points near and far, at random tolerances: what the transform can't certify is
// left to pairs.
TEST_P(LogDensityTest, TheTransformKeepsAnyTolerance) {
  const std::vector<double> random = normals(100, 7);
  for (std::uint32_t trial = 0; trial < 24; ++trial) {
    const std::size_t d = 1 + trial % 2;
    auto request = request_for(400, d, 120, std::exp(1.5 * random[trial]), 1.3 + std::fabs(random[50 + trial]));
    request.isa = GetParam();
    request.method = DensityMethod::kTransform;
    request.tolerance = std::pow(10.0, -1 - 4 * std::fabs(random[25 + trial]));
    if (trial % 3 == 0) {
      double total = 0;
      for (std::size_t j = 0; j < 400; ++j) {
        request.rows.weights.push_back(std::exp(6 * random[j % 100]));
        total += request.rows.weights.back();
      }
      for (double& weight : request.rows.weights) weight /= total;
    }
    SCOPED_TRACE(testing::Message() << "trial " << trial << " tolerance " << request.tolerance);
    expect_within_bounds(request, request.tolerance + 1e-11 + 1e-12 / (request.rows.sigma * request.rows.sigma));
  }
}

TEST(LogDensity, EveryMethodGivesTheSameDensity) {
  auto request = request_for(3000, 2, 2000, 0.05, 1);
  request.tolerance = 1e-10;
  request.method = DensityMethod::kTransform;
  const LogDensities a = run(request);
  request.method = DensityMethod::kNearPairs;
  const LogDensities b = run(request);
  request.method = DensityMethod::kAllPairs;
  const LogDensities c = run(request);
  EXPECT_NE(a.values, b.values);
  EXPECT_NE(b.values, c.values);
  for (std::size_t i = 0; i < 2000; ++i) {
    ASSERT_NEAR(a.values[i], b.values[i], a.bounds[i] + b.bounds[i]);
    ASSERT_NEAR(b.values[i], c.values[i], b.bounds[i] + c.bounds[i]);
    ASSERT_LT(c.bounds[i], 1e-11);
  }
}

TEST(LogDensity, TakesTheTransformWhereItIsFaster) {
  auto request = request_for(30'000, 2, 30'000, 0.2, 1);
  const auto fastest = run(request).values;
  request.method = DensityMethod::kTransform;
  EXPECT_EQ(fastest, run(request).values);
  request = request_for(500, 2, 500, 0.05, 1);
  const auto few = run(request).values;
  request.method = DensityMethod::kNearPairs;
  EXPECT_EQ(few, run(request).values);
}

TEST(LogDensity, IsBitwiseTheSameForEveryThreadCount) {
  auto request = request_for(3000, 3, 1500, 0.1, 1);
  const LogDensities two = run(request);
  for (const int threads : {1, 3, 8}) {
    request.threads = threads;
    const LogDensities others = run(request);
    EXPECT_EQ(two.values, others.values);
    EXPECT_EQ(two.bounds, others.bounds);
  }
}

TEST(LogDensity, RefusesWhatOverflowsAndStopsWhenCancelled) {
  auto request = request_for(10, 1, 3, 1, 1);
  request.points[1] = 1e200;
  EXPECT_THROW(run(request), ArgumentError);
  request.points[1] = 0;
  Control control;
  control.cancelled = true;
  EXPECT_THROW(log_densities(request, control), Cancelled);
}

}  // namespace
}  // namespace infoflow
