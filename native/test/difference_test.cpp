// Differences of two informations from the same rows and points, on every SIMD level.
#include "estimate/difference.h"

#include <gtest/gtest.h>

#include <cmath>
#include <utility>
#include <vector>

#include "random/normal.h"

namespace infoflow {
namespace {

class DifferenceTest : public testing::TestWithParam<Isa> {};
std::string level_name(const testing::TestParamInfo<Isa>& info) { return std::string(isa_name(info.param)); }
INSTANTIATE_TEST_SUITE_P(Levels, DifferenceTest, testing::ValuesIn(usable_isas()), level_name);

// 60 inputs at random places, 8 passes of each that spread around it.
Request passes(std::size_t d, double scale) {
  constexpr std::size_t kInputs = 60, kPasses = 8;
  std::vector<double> inputs(kInputs * d);
  fill_normals({5, 1, 0, 0}, 0, inputs.size(), inputs.data());
  Request request;
  request.n = kInputs * kPasses;
  request.d = d;
  request.samples.resize(request.n * d);
  fill_normals({5, 1, 1, 0}, 0, request.samples.size(), request.samples.data());
  request.conditions = {{}};
  for (std::size_t i = 0; i < request.n; ++i) {
    request.conditions[0].push_back(static_cast<std::int32_t>(i / kPasses));
    for (std::size_t k = 0; k < d; ++k) {
      double& x = request.samples[i * d + k];
      x = scale * (inputs[i / kPasses * d + k] + 0.3 * x);
    }
  }
  request.sigma = 0.4;
  request.population = Population::kGroups;
  request.method = Method::kSampled;
  request.draws = 4 * request.n;
  request.threads = 2;
  return request;
}

Difference difference(Request a, Request b, Isa isa) {
  a.isa = b.isa = isa;
  Control control;
  return information_difference(std::move(a), std::move(b), control);
}

Result alone(Request request, Isa isa) {
  request.isa = isa;
  Control control;
  return estimate(std::move(request), control);
}

TEST_P(DifferenceTest, OfALayerWithItselfIsNothing) {
  const auto found = difference(passes(3, 1), passes(3, 1), GetParam());
  EXPECT_NEAR(found.value.value, 0, 1e-12);
  EXPECT_LT(found.value.standard_error, 1e-12);
  ASSERT_TRUE(found.bracketed);
  EXPECT_LE(found.interval.low.value, 0);
  EXPECT_GE(found.interval.high.value, 0);
}

TEST_P(DifferenceTest, TurnsItsSignWithTheSides) {
  const auto there = difference(passes(3, 1), passes(3, 1.2), GetParam());
  const auto back = difference(passes(3, 1.2), passes(3, 1), GetParam());
  EXPECT_NEAR(there.value.value, -back.value.value, 1e-12);
  EXPECT_NEAR(there.value.standard_error, back.value.standard_error, 1e-12);
  EXPECT_NEAR(there.interval.low.value, -back.interval.high.value, 1e-9);
  EXPECT_NEAR(there.interval.high.value, -back.interval.low.value, 1e-9);
  EXPECT_GT(there.value.value, 0);
}

// Where d is the same, atoms, points and control variate of a side are those of an estimate by itself.
TEST_P(DifferenceTest, IsThatOfTheTwoEstimatesFromTheSameDraws) {
  const Request near = passes(3, 1), far = passes(3, 1.02);
  const auto found = difference(near, far, GetParam());
  const auto a = alone(near, GetParam()).conditions[0], b = alone(far, GetParam()).conditions[0];
  EXPECT_NEAR(found.a.information, a.mutual_information.value, 1e-10);
  EXPECT_NEAR(found.value.value, b.mutual_information.value - a.mutual_information.value, 1e-10);
  EXPECT_NEAR(found.interval.low.value, b.mutual_interval.low.value - a.mutual_interval.high.value, 1e-10);
  EXPECT_NEAR(found.interval.high.value, b.mutual_interval.high.value - a.mutual_interval.low.value, 1e-10);
  // The same points for two layers that differ by 2 %: a tenth of the error of one alone is not much to ask.
  EXPECT_LT(found.value.standard_error, 0.1 * a.mutual_information.standard_error);
  EXPECT_GT(found.value.standard_error, 0);
  EXPECT_LT(found.interval.low.standard_error, a.mutual_interval.low.standard_error);
}

TEST_P(DifferenceTest, KeepsAUnitThatIsDeadOnOneSide) {
  const Request alive = passes(3, 1);
  Request dead = alive;
  for (std::size_t i = 0; i < dead.n; ++i) dead.samples[3 * i + 1] = 7;
  const auto found = difference(dead, alive, GetParam());
  const auto a = alone(dead, GetParam()), b = alone(alive, GetParam());
  // The dead unit's noise is the same on both sides, so that the value is that of the two alone, up to their errors.
  const double apart = b.conditions[0].mutual_information.value - a.conditions[0].mutual_information.value;
  EXPECT_NEAR(found.value.value, apart, 5 * 0.02);
  EXPECT_LT(found.value.standard_error,
            a.conditions[0].mutual_information.standard_error + b.conditions[0].mutual_information.standard_error);
}

TEST_P(DifferenceTest, OfLayersOfDifferentWidthAgreesWithTheTwo) {
  Request wide = passes(4, 1), narrow = passes(3, 1);
  wide.draws = narrow.draws = 64 * wide.n;
  const auto found = difference(wide, narrow, GetParam());
  const auto a = alone(wide, GetParam()).conditions[0].mutual_information;
  const auto b = alone(narrow, GetParam()).conditions[0].mutual_information;
  const double error = std::hypot(found.value.standard_error, a.standard_error + b.standard_error);
  EXPECT_NEAR(found.value.value, b.value - a.value, 5 * error);
}

TEST_P(DifferenceTest, TakesAGroupedLayerThatIsAFunctionOfItsInputAsKnown) {
  const Request second = passes(3, 1);
  Request first = second;
  for (std::size_t i = 0; i < first.n; ++i) {
    for (std::size_t k = 0; k < 3; ++k) first.samples[3 * i + k] = first.samples[3 * (i / 8 * 8) + k];
  }
  const auto found = difference(first, second, GetParam());
  const auto b = alone(second, GetParam()).conditions[0].mutual_interval;
  ASSERT_TRUE(found.bracketed);
  EXPECT_NEAR(found.interval.high.value - found.interval.low.value, b.high.value - b.low.value, 1e-9);
}

TEST(Difference, IsTheSameForAnyNumberOfThreads) {
  Request one = passes(3, 1), other = passes(3, 1.1);
  const auto first = difference(one, other, usable_isas().back());
  one.threads = 7;
  const auto again = difference(one, other, usable_isas().back());
  EXPECT_EQ(first.value.value, again.value.value);
  EXPECT_EQ(first.interval.low.value, again.interval.low.value);
}

}  // namespace
}  // namespace infoflow
