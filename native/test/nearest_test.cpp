// The nearest-center kernels at every SIMD level and precision against long double.
#include "clustering/nearest.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "clustering/center_table.h"
#include "random/normal.h"

namespace infoflow {
namespace {

template <class Real>
std::vector<Real> normals(std::size_t count, std::uint32_t stream) {
  std::vector<Real> x(count);
  fill_normals({7, 1, stream, 0}, 0, count, x.data());
  return x;
}

class NearestTest : public testing::TestWithParam<Isa> {};

std::string level_name(const testing::TestParamInfo<Isa>& info) { return std::string(isa_name(info.param)); }
INSTANTIATE_TEST_SUITE_P(Levels, NearestTest, testing::ValuesIn(usable_isas()), level_name);

// Every number of centers up to several blocks, so that every remainder of rows, blocks and lanes occurs.
template <class Real>
void expect_scores(Isa isa) {
  const auto& kernel = nearest_kernel_for<Real>(isa);
  constexpr std::size_t kRows = 7;
  for (const std::size_t d : {1, 2, 5, 10, 17, 64}) {
    const auto rows = normals<Real>(kRows * d, 1);
    std::vector<const Real*> pointers;
    for (std::size_t i = 0; i < kRows; ++i) pointers.push_back(rows.data() + i * d);
    for (std::size_t k = 1; k <= 150; ++k) {
      auto centers = normals<double>(k * d, 2);
      for (double& c : centers) c = static_cast<double>(static_cast<Real>(c));
      const CenterTable<Real> table(centers, d, kernel.lanes);
      std::vector<NearestTwo<Real>> found(kRows);
      kernel.nearest_two(pointers.data(), kRows, table.view(), found.data());
      for (std::size_t i = 0; i < kRows; ++i) {
        std::vector<std::pair<long double, std::size_t>> scores;
        long double norm = 0;
        for (std::size_t c = 0; c < d; ++c) norm += static_cast<long double>(pointers[i][c]) * pointers[i][c];
        for (std::size_t j = 0; j < k; ++j) {
          long double score = 0;
          for (std::size_t c = 0; c < d; ++c) {
            score += centers[j * d + c] * (centers[j * d + c] / 2 - static_cast<long double>(pointers[i][c]));
          }
          scores.emplace_back(score, j);
        }
        std::sort(scores.begin(), scores.end());
        // As nearest_levels.h states it.
        const double largest = table.largest_norm();
        const double error = (static_cast<double>(d) + 6) * std::numeric_limits<Real>::epsilon() / 2 *
                             (std::sqrt(static_cast<double>(norm)) * largest + largest * largest / 2);
        ASSERT_NEAR(static_cast<double>(found[i].score), static_cast<double>(scores[0].first), error);
        if (k == 1) {
          ASSERT_TRUE(std::isinf(found[i].second));
          continue;
        }
        ASSERT_NEAR(static_cast<double>(found[i].second), static_cast<double>(scores[1].first), error);
        if (static_cast<double>(scores[1].first - scores[0].first) <= 2 * error) continue;
        ASSERT_EQ(static_cast<std::size_t>(found[i].index), scores[0].second) << "d " << d << " k " << k;
      }
    }
  }
}

TEST_P(NearestTest, SingleScoresAreWithinTheirError) { expect_scores<float>(GetParam()); }
TEST_P(NearestTest, DoubleScoresAreWithinTheirError) { expect_scores<double>(GetParam()); }

TEST_P(NearestTest, OfEqualCentersTheFirstIsFound) {
  const auto& kernel = nearest_kernel_for<double>(GetParam());
  for (const std::size_t first : {0, 3, 9, 40}) {
    std::vector<double> centers(60, 5.0);
    for (const std::size_t j : {first, first + 1, std::size_t{52}}) centers[j] = 1;
    const CenterTable<double> table(centers, 1, kernel.lanes);
    const double row = 1.25;
    const double* pointer = &row;
    NearestTwo<double> found{};
    kernel.nearest_two(&pointer, 1, table.view(), &found);
    EXPECT_EQ(static_cast<std::size_t>(found.index), first);
    EXPECT_EQ(found.second, found.score);
  }
}

TEST_P(NearestTest, DistancesAreExactlyZeroForEqualPoints) {
  const auto& kernel = nearest_kernel_for<float>(GetParam());
  const auto row = normals<float>(37, 3);
  std::vector<double> centers(row.begin(), row.end());
  centers.insert(centers.end(), 37, 0.0);
  const CenterTable<float> table(centers, 37, kernel.lanes);
  std::vector<float> squares(table.view().blocks * kernel.lanes);
  kernel.distances(row.data(), table.view(), squares.data());
  EXPECT_EQ(squares[0], 0);
  double norm = 0;
  for (const float x : row) norm += static_cast<double>(x) * static_cast<double>(x);
  EXPECT_NEAR(static_cast<double>(squares[1]), norm, norm * 39 * 0x1p-24);
}

}  // namespace
}  // namespace infoflow
