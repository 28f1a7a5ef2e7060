#include "estimate/conditions.h"

#include <gtest/gtest.h>

#include <cmath>

namespace infoflow {
namespace {

const std::vector<double> kRows = {1, 2, 1, 3, 2, 1};  // one column
const std::vector<double> kEqual(6, 1.0 / 6);

TEST(GroupMixture, MergesEqualRowsIntoWeights) {
  const auto mixture = group_mixture(kRows, 6, 1, kEqual, {}, Control{});
  EXPECT_EQ(mixture.points, (std::vector<double>{1, 2, 3}));
  ASSERT_EQ(mixture.all.weights.size(), 3u);
  EXPECT_DOUBLE_EQ(mixture.all.weights[0], 0.5);
  EXPECT_DOUBLE_EQ(mixture.all.weights[1], 1.0 / 3);
  EXPECT_DOUBLE_EQ(mixture.all.weights[2], 1.0 / 6);
}

TEST(GroupMixture, IsExactWhereEveryGroupIsOneCenter) {
  const auto mixture = group_mixture(kRows, 6, 1, kEqual, {{9, 5, 9, 7, 5, 9}, {}}, Control{});
  EXPECT_TRUE(mixture.conditions[0].exact);
  EXPECT_EQ(mixture.conditions[0].groups, 3u);
  EXPECT_TRUE(mixture.conditions[1].exact);
  EXPECT_EQ(mixture.conditions[1].groups, 6u);
  EXPECT_EQ(mixture.atoms.center.size(), 3u);
}

TEST(GroupMixture, SplitsCentersByGroupOtherwise) {
  const auto mixture = group_mixture(kRows, 6, 1, kEqual, {{0, 0, 1, 1, 1, 1}}, Control{});
  const auto& condition = mixture.conditions[0];
  EXPECT_FALSE(condition.exact);
  EXPECT_EQ(condition.smallest_group, 2u);
  EXPECT_EQ(mixture.atoms.center.size(), 5u);
  EXPECT_DOUBLE_EQ(condition.probabilities[1], 2.0 / 3);
  ASSERT_EQ(condition.mixtures[1].centers.size(), 3u);
  EXPECT_DOUBLE_EQ(condition.mixtures[1].weights[0], 0.5);  // two of the four rows are 1
  double sum = 0;
  for (const double weight : condition.mixtures[1].weights) sum += weight;
  EXPECT_DOUBLE_EQ(sum, 1);
}

TEST(GroupMixture, LeavesOutRowsOfWeightZero) {
  const auto mixture =
      group_mixture(kRows, 6, 1, std::vector<double>{0, .5, 0, .5, 0, 0}, {{0, 0, 0, 1, 1, 1}}, Control{});
  EXPECT_EQ(mixture.points, (std::vector<double>{2, 3}));
  EXPECT_TRUE(mixture.conditions[0].exact);
}

TEST(DiscreteEntropy, IsTheUsualSum) {
  EXPECT_NEAR(discrete_entropy(std::vector<double>{.25, .75}), 0.5623351446188083, 1e-15);
  EXPECT_EQ(discrete_entropy(std::vector<double>{1, 0}), 0);
}

}  // namespace
}  // namespace infoflow
