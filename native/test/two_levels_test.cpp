// A short mixture in place of the whole one, and what is left between the two.
#include "estimate/two_levels.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "estimate/coarse_mixture.h"
#include "estimate/group_sums.h"
#include "estimate/sampled.h"
#include "mixture/scaled_samples.h"
#include "random/normal.h"

namespace infoflow {
namespace {

std::vector<double> normals(std::size_t count, std::uint32_t stream) {
  std::vector<double> x(count);
  fill_normals({17, 1, stream, 0}, 0, count, x.data());
  return x;
}

// `inputs` places of standard deviation `spread` noise standard deviations, `passes` rows around each of deviation 1.
GroupedMixture noisy_passes(std::size_t inputs, std::size_t passes, std::size_t d, double spread) {
  const std::size_t n = inputs * passes;
  const auto places = normals(inputs * d, 1);
  auto rows = normals(n * d, 2);
  std::vector<std::int32_t> input(n), label(n);
  for (std::size_t i = 0; i < n; ++i) {
    input[i] = static_cast<std::int32_t>(i / passes);
    label[i] = places[i / passes * d] > 0 ? 1 : 0;
    for (std::size_t k = 0; k < d; ++k)
      rows[i * d + k] = kScale * (rows[i * d + k] + spread * places[i / passes * d + k]);
  }
  return group_mixture(rows, n, d, std::vector<double>(n, 1.0 / static_cast<double>(n)), {input, label}, Control{});
}

Request to_tolerance(double tolerance, int threads) {
  Request request;
  request.tolerance = tolerance;
  request.seed = 5;
  request.threads = threads;
  request.isa = usable_isas().back();
  return request;
}

TEST(CoarseMixture, OfClustersOfOneCenterIsTheMixtureItself) {
  const GroupedMixture mixture = noisy_passes(30, 10, 3, 2);
  const std::vector<Parts> whole{Parts{mixture.all}};
  std::vector<std::size_t> clusters(mixture.all.centers.size()), some(40), group(40, 0);
  std::iota(clusters.begin(), clusters.end(), std::size_t{0});
  std::iota(some.begin(), some.end(), std::size_t{0});
  const Points points = points_around(mixture.points, 3, some, normals(some.size() * 3, 3), 3);
  const Control control;
  for (const Isa isa : usable_isas()) {
    const auto full = GroupSums(mixture.points, 3, whole, isa, control).sums(points, group);
    const auto coarse = GroupSums(mixture.points, 3, whole, isa, control, clusters).sums(points, group);
    // Up to what is skipped of the full sums.
    for (std::size_t p = 0; p < some.size(); ++p) EXPECT_NEAR(coarse[p] / full[p], 1, 2 * kSkippedTerms);
  }
}

TEST(CoarseMixture, HasWeightMeanAndCovarianceOfItsCentersButForThePointsOwn) {
  // Two centers a noise standard deviation off the middle, of variance 1 + 1 where the noise's is 1; and one far away.
  const std::vector<double> centers = {-kScale, kScale, 50 * kScale};
  const Components components{{0, 1, 2}, {0.25, 0.25, 0.5}};
  const std::vector<std::size_t> clusters = {0, 0, 7};
  const CoarseMixture coarse(centers, 1, components, clusters, kernel_for(Isa::kBaseline), Control{});
  for (const double z : {0.0, 0.7, -2.0}) {
    const auto sum_as_of = [&](std::size_t center) {
      double sum = 0;
      coarse.add_sums({{kScale * z}, {0.0}, {center}}, {&sum, 1});
      return sum;
    };
    EXPECT_NEAR(sum_as_of(2), 0.5 * std::exp(-z * z / 4) / std::sqrt(2.0), 1e-14);
    EXPECT_NEAR(sum_as_of(0), 0.25 * (std::exp(-(z - 1) * (z - 1) / 2) + std::exp(-(z + 1) * (z + 1) / 2)), 1e-14);
  }
}

TEST(CoarseMixture, ClustersKeepToGroupsInManyDimensions) {
  const GroupedMixture mixture = noisy_passes(300, 16, 12, 4);
  const auto clusters = clusters_of_centers(mixture, Control{});
  std::vector<std::size_t> input_of_cluster(clusters.size(), clusters.size());
  for (std::size_t a = 0; a < mixture.atoms.center.size(); ++a) {
    auto& input = input_of_cluster[clusters[mixture.atoms.center[a]]];
    if (input == clusters.size()) input = mixture.conditions[0].group_of_atom[a];
    EXPECT_EQ(input, mixture.conditions[0].group_of_atom[a]);
  }
}

TEST(TwoLevels, AgreeWithPointsForTheWholeMixtureAlone) {
  const GroupedMixture mixture = noisy_passes(400, 16, 3, 3);
  const Control control;
  constexpr double kTolerance = 2e-3;
  const auto levels = information_at_two_levels(mixture, to_tolerance(kTolerance, 1), 0, control);
  ASSERT_TRUE(levels.has_value());
  Request asked = to_tolerance(kTolerance, 1);
  asked.draws = 1 << 16;
  asked.seed = 6;
  const Information alone = sampled_information(mixture, asked, 0, control);
  const auto expect_near = [](const Value& a, const Value& b) {
    EXPECT_NEAR(a.value, b.value, 5 * std::hypot(a.standard_error, b.standard_error));
  };
  expect_near(levels->total, alone.total);
  for (std::size_t c = 0; c < 2; ++c) {
    EXPECT_LE(levels->mutual[c].standard_error, kTolerance);
    EXPECT_GT(levels->mutual[c].degrees_of_freedom, 10);
    expect_near(levels->mutual[c], alone.mutual[c]);
    expect_near(levels->conditional[c], alone.conditional[c]);
  }
}

TEST(TwoLevels, HaveTheSameBitsForEveryThreadCount) {
  const GroupedMixture mixture = noisy_passes(400, 16, 3, 3);
  const Control control;
  const auto one = information_at_two_levels(mixture, to_tolerance(5e-3, 1), 0, control);
  const auto three = information_at_two_levels(mixture, to_tolerance(5e-3, 3), 0, control);
  ASSERT_TRUE(one && three);
  EXPECT_EQ(one->total.value, three->total.value);
  EXPECT_EQ(one->mutual[0].standard_error, three->mutual[0].standard_error);
  EXPECT_EQ(one->draws, three->draws);
}

// Far apart, ln p is nearly constant and a Gaussian for several centers far from it.
TEST(TwoLevels, AreLeftWhereCentersHardlyOverlap) {
  const GroupedMixture mixture = noisy_passes(4500, 1, 5, 100);
  const Control control;
  EXPECT_FALSE(information_at_two_levels(mixture, to_tolerance(1e-2, 1), 0, control).has_value());
}

}  // namespace
}  // namespace infoflow
