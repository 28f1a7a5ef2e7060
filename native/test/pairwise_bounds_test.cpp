#include "estimate/pairwise_bounds.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "mixture/scaled_samples.h"
#include "random/normal.h"

namespace infoflow {
namespace {

std::vector<std::size_t> every(std::size_t n) {
  std::vector<std::size_t> rows(n);
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  return rows;
}

PairwiseBounds bounds_of(std::vector<double> samples, std::size_t d, double sigma, std::vector<double> weights = {},
                         int threads = 2, Isa isa = usable_isas().back()) {
  const std::size_t n = samples.size() / d;
  if (weights.empty()) weights.assign(n, 1.0 / static_cast<double>(n));
  const auto scaled = scale_samples(std::move(samples), n, d, sigma, Control{});
  Control control;
  return pairwise_bounds(scaled.data.data(), scaled.d, every(n), weights, isa, threads, control);
}

class PairwiseBoundsTest : public testing::TestWithParam<Isa> {};
std::string level_name(const testing::TestParamInfo<Isa>& info) { return std::string(isa_name(info.param)); }
INSTANTIATE_TEST_SUITE_P(Levels, PairwiseBoundsTest, testing::ValuesIn(usable_isas()), level_name);

// Pulse amplitudes, to the digits of the published values.
TEST_P(PairwiseBoundsTest, GivesTheKnownValues) {
  struct Row {
    std::vector<double> symbols;
    double sigma, lower, upper;
  };
  const std::vector<double> pair = {-1, 1}, four = {-3, -1, 1, 3};
  for (const auto& row :
       {Row{pair, 1, .219070, .566219}, Row{pair, .5, .566219, .692812}, Row{four, .5, 1.202778, 1.385791},
        Row{four, 1, .678771, 1.202778}, Row{four, 2, .261365, .678771}}) {
    const auto bounds = bounds_of(row.symbols, 1, row.sigma, {}, 2, GetParam());
    EXPECT_NEAR(bounds.lower, row.lower, 5e-7);
    EXPECT_NEAR(bounds.upper, row.upper, 5e-7);
  }
}

// A row of weight 2/3 is two rows of weight 1/3; against the sums written out in long double.
TEST_P(PairwiseBoundsTest, WeightsAreRepeatedRows) {
  std::vector<double> samples(300 * 3);
  fill_normals({11, 1, 0, 0}, 0, samples.size(), samples.data());
  std::vector<double> weights(300);
  for (std::size_t i = 0; i < 300; ++i) weights[i] = static_cast<double>(i % 3 + 1) / 600;
  const auto bounds = bounds_of(samples, 3, 0.4, weights, 2, GetParam());
  long double sums[2] = {0, 0};
  for (std::size_t i = 0; i < 300; ++i) {
    long double inner[2] = {0, 0};
    for (std::size_t j = 0; j < 300; ++j) {
      long double squared = 0;
      for (std::size_t k = 0; k < 3; ++k) {
        const long double difference = static_cast<long double>(samples[3 * i + k]) - samples[3 * j + k];
        squared += difference * difference;
      }
      inner[0] += weights[j] * std::exp(-squared / (8 * 0.4L * 0.4L));
      inner[1] += weights[j] * std::exp(-squared / (2 * 0.4L * 0.4L));
    }
    for (int b = 0; b < 2; ++b) sums[b] -= weights[i] * std::log(inner[b]);
  }
  EXPECT_NEAR(bounds.lower, static_cast<double>(sums[0]), 1e-13);
  EXPECT_NEAR(bounds.upper, static_cast<double>(sums[1]), 1e-13);
}

TEST(PairwiseBounds, EqualCentersCarryNothingAndFarOnesEverything) {
  const auto same = bounds_of(std::vector<double>(20, 0.7), 2, 0.1);
  EXPECT_EQ(same.lower, 0);
  EXPECT_EQ(same.upper, 0);
  std::vector<double> far(100);
  for (std::size_t i = 0; i < far.size(); ++i) far[i] = 40.0 * static_cast<double>(i);
  const auto apart = bounds_of(far, 1, 1);
  EXPECT_NEAR(apart.lower, std::log(100.0), 1e-13);
  EXPECT_NEAR(apart.upper, std::log(100.0), 1e-13);
}

TEST(PairwiseBounds, AreBitwiseTheSameForEveryThreadCount) {
  std::vector<double> samples(1000 * 5);
  fill_normals({12, 1, 0, 0}, 0, samples.size(), samples.data());
  const auto one = bounds_of(samples, 5, 0.5, {}, 1);
  for (const int threads : {2, 3, 8}) {
    const auto many = bounds_of(samples, 5, 0.5, {}, threads);
    EXPECT_EQ(one.lower, many.lower);
    EXPECT_EQ(one.upper, many.upper);
  }
}

TEST(PairwiseBounds, StopWhenCancelled) {
  const std::vector<double> centers(5000 * 2, 0.0);
  const std::vector<double> weights(5000, 1.0 / 5000);
  Control control;
  control.progress = [&](double, double) { control.cancelled = true; };
  EXPECT_THROW(pairwise_bounds(centers.data(), 2, every(5000), weights, usable_isas().back(), 1, control), Cancelled);
}

}  // namespace
}  // namespace infoflow
