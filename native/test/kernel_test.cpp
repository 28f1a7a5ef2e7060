// The pair sum at every SIMD level of this machine against the same sum in long double.
#include "mixture/kernel.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "mixture/blocked_centers.h"
#include "mixture/scaled_samples.h"
#include "random/normal.h"

namespace infoflow {
namespace {

std::vector<double> normals(std::size_t count, std::uint32_t stream) {
  std::vector<double> x(count);
  fill_normals({7, 1, stream, 0}, 0, count, x.data());
  return x;
}

std::vector<std::size_t> every(std::size_t n) {
  std::vector<std::size_t> rows(n);
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  return rows;
}

class PairSumTest : public testing::TestWithParam<Isa> {
 protected:
  Kernel kernel() const { return kernel_for(GetParam()); }
};

std::string level_name(const testing::TestParamInfo<Isa>& info) { return std::string(isa_name(info.param)); }
INSTANTIATE_TEST_SUITE_P(Levels, PairSumTest, testing::ValuesIn(usable_isas()), level_name);

// Queries are drawn around centers, as the estimator does: coordinates of size 1, σ from separated to overlapping.
TEST_P(PairSumTest, LogDensitiesAgreeWithLongDoubleInEveryDimension) {
  constexpr std::size_t kCenters = 203, kQueries = 37;
  for (std::size_t d = 1; d <= 64; ++d) {
    for (const double sigma : {0.005, 0.1, 1.0}) {
      auto centers = normals(kCenters * d, 1);
      auto queries = normals(kQueries * d, 2);
      std::vector<double> weights(kCenters), offsets(kQueries, 0.0), sums(kQueries, 0.0);
      for (std::size_t j = 0; j < kCenters; ++j) weights[j] = static_cast<double>(j % 7 + 1) / 812;
      for (double& c : centers) c *= kScale / sigma;
      for (std::size_t i = 0; i < kQueries; ++i) {
        for (std::size_t k = 0; k < d; ++k) {
          double& y = queries[i * d + k];
          y = centers[5 * i * d + k] + kScale * y;
          const double difference = centers[5 * i * d + k] - y;
          offsets[i] += difference * difference;
        }
      }
      BlockedCenters blocked(d, kernel().lanes);
      blocked.assign(centers.data(), every(kCenters), weights);
      kernel().pair_sum(queries.data(), offsets.data(), kQueries, blocked.view(), sums.data());
      for (std::size_t i = 0; i < kQueries; ++i) {
        long double exact = 0;
        for (std::size_t j = 0; j < kCenters; ++j) {
          long double q = offsets[i];
          for (std::size_t k = 0; k < d; ++k) {
            const long double difference = static_cast<long double>(centers[j * d + k]) - queries[i * d + k];
            q -= difference * difference;
          }
          exact += weights[j] * std::exp2(q);
        }
        ASSERT_NEAR(static_cast<double>(std::log(exact)), std::log(sums[i]), 1e-12) << "d " << d << " sigma " << sigma;
      }
    }
  }
}

// One center at the query, so that the sum is 2^offset: the kernel's own exp2 over its whole range.
TEST_P(PairSumTest, Exp2IsRightToSixteenDigits) {
  constexpr std::size_t kPoints = 1'000'000;
  std::vector<double> offsets(kPoints), queries(kPoints, 0.0), sums(kPoints, 0.0);
  for (std::size_t i = 0; i < kPoints; ++i) offsets[i] = -1000 + 2000 * (static_cast<double>(i) + 0.37) / kPoints;
  BlockedCenters origin(1, kernel().lanes);
  const double zero = 0;
  origin.assign(&zero, every(1), std::vector<double>{1.0});
  kernel().pair_sum(queries.data(), offsets.data(), kPoints, origin.view(), sums.data());
  for (std::size_t i = 0; i < kPoints; ++i) {
    const long double exact = std::exp2(static_cast<long double>(offsets[i]));
    ASSERT_LE(std::fabs(static_cast<double>((sums[i] - exact) / exact)), 6e-15) << offsets[i];
  }
}

TEST_P(PairSumTest, FarCentersAddNothingAndNeverNaN) {
  const std::vector<double> centers = {0, 1e8, -1e150};
  BlockedCenters blocked(1, kernel().lanes);
  blocked.assign(centers.data(), every(3), std::vector<double>{0.25, 0.5, 0.25});
  const double query = 0, offset = 0;
  double sum = 0;
  kernel().pair_sum(&query, &offset, 1, blocked.view(), &sum);
  EXPECT_NEAR(sum, 0.25, 0.25 * 6e-15);
}

TEST_P(PairSumTest, AQueryDoesNotFeelItsNeighbours) {
  constexpr std::size_t kCenters = 5000, d = 3, kQueries = 21;
  const auto centers = normals(kCenters * d, 3), queries = normals(kQueries * d, 4);
  const std::vector<double> weights(kCenters, 1.0 / kCenters), offsets(kQueries, 0.0);
  BlockedCenters blocked(d, kernel().lanes);
  blocked.assign(centers.data(), every(kCenters), weights);
  std::vector<double> together(kQueries, 0.0);
  kernel().pair_sum(queries.data(), offsets.data(), kQueries, blocked.view(), together.data());
  for (std::size_t i = 0; i < kQueries; ++i) {
    double alone = 0;
    kernel().pair_sum(queries.data() + i * d, offsets.data() + i, 1, blocked.view(), &alone);
    ASSERT_EQ(alone, together[i]);
  }
}

}  // namespace
}  // namespace infoflow
