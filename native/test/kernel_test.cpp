// The pair sum at every SIMD level of this machine against the same sum in long double.
#include "mixture/kernel.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
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

long double exact_sum(const double* query, double offset, const std::vector<double>& centers,
                      const std::vector<double>& weights) {
  const std::size_t d = centers.size() / weights.size();
  long double sum = 0;
  for (std::size_t j = 0; j < weights.size(); ++j) {
    long double exponent = offset;
    for (std::size_t k = 0; k < d; ++k) {
      const long double difference = static_cast<long double>(centers[j * d + k]) - query[k];
      exponent -= difference * difference;
    }
    sum += weights[j] * std::exp2(exponent);
  }
  return sum;
}

class PairSumTest : public testing::TestWithParam<Isa> {
 protected:
  const Kernel& kernel() const { return kernel_for(GetParam()); }
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
      blocked.assign(centers.data(), every(kCenters), weights, Control{});
      kernel().pair_sum(queries.data(), offsets.data(), kQueries, blocked.view(), sums.data());
      for (std::size_t i = 0; i < kQueries; ++i) {
        const long double exact = exact_sum(queries.data() + i * d, offsets[i], centers, weights);
        ASSERT_NEAR(static_cast<double>(std::log(exact)), std::log(sums[i]), 1e-12) << "d " << d << " sigma " << sigma;
      }
    }
  }
}

// One center at the query, so that the sum is 2^offset: the kernel's own exp2 over its whole range. The suite looks at
// a million points; INFOFLOW_EXP2_POINTS asks for more (HACKING.md).
TEST_P(PairSumTest, Exp2IsRightToSixteenDigits) {
  const char* asked = std::getenv("INFOFLOW_EXP2_POINTS");
  const double points = asked == nullptr ? 1e6 : std::strtod(asked, nullptr);
  ASSERT_GE(points, 1);
  constexpr std::size_t kBatch = 100'000;
  const std::vector<double> queries(kBatch, 0.0);
  std::vector<double> offsets(kBatch), sums(kBatch);
  BlockedCenters origin(1, kernel().lanes);
  const double zero = 0;
  origin.assign(&zero, every(1), std::vector<double>{1.0}, Control{});
  double worst = 0;
  for (double first = 0; first < points; first += kBatch) {
    for (std::size_t i = 0; i < kBatch; ++i) {
      offsets[i] = -1000 + 2000 * std::fmod((first + static_cast<double>(i) + 0.37) / points, 1);
    }
    std::fill(sums.begin(), sums.end(), 0.0);
    kernel().pair_sum(queries.data(), offsets.data(), kBatch, origin.view(), sums.data());
    for (std::size_t i = 0; i < kBatch; ++i) {
      const long double exact = std::exp2(static_cast<long double>(offsets[i]));
      worst = std::max(worst, std::fabs(static_cast<double>((sums[i] - exact) / exact)));
    }
  }
  RecordProperty("worst", testing::PrintToString(worst));
  // 4.5e-15 of the AVX-512 polynomial (2.1e-16 of the longer one) and at most 4 roundings.
  EXPECT_LE(worst, 5e-15);
}

// A cloud of overlapping centers, 1e5 σ from the origin beside another one: every exponent is a small difference of
// numbers around 1e10 · d, and in the dot form alone would be wrong by up to 1e-5.
TEST_P(PairSumTest, OverlappingCentersFarFromTheOriginKeepTheirDigits) {
  constexpr std::size_t kCenters = 150, kQueries = 30;
  for (const std::size_t d : {5, 12, 17, 64, 784}) {
    const double spread = kScale / std::sqrt(static_cast<double>(d));
    auto centers = normals(kCenters * d, 5);
    auto queries = normals(kQueries * d, 6);
    for (std::size_t j = 0; j < kCenters; ++j) {
      for (std::size_t k = 0; k < d; ++k) {
        double& c = centers[j * d + k];
        c = (j % 2 == 0 ? 1e5 : -1e5) + spread * c;
      }
    }
    std::vector<double> weights(kCenters, 1.0 / kCenters), offsets(kQueries, 0.0), sums(kQueries, 0.0);
    for (std::size_t i = 0; i < kQueries; ++i) {
      for (std::size_t k = 0; k < d; ++k) {
        double& y = queries[i * d + k];
        y = centers[5 * i * d + k] + kScale * y;
        const double difference = centers[5 * i * d + k] - y;
        offsets[i] += difference * difference;
      }
    }
    BlockedCenters blocked(d, kernel().lanes);
    blocked.assign(centers.data(), every(kCenters), weights, Control{});
    kernel().pair_sum(queries.data(), offsets.data(), kQueries, blocked.view(), sums.data());
    for (std::size_t i = 0; i < kQueries; ++i) {
      const long double exact = exact_sum(queries.data() + i * d, offsets[i], centers, weights);
      // Exponents below d + 64 with d + 2 roundings each, and the dot form's own bound.
      const double bound = 0x1p-52 * static_cast<double>((d + 2) * (d + 64)) + 2 * kDotFormError;
      ASSERT_NEAR(static_cast<double>(std::log(exact)), std::log(sums[i]), bound) << "d " << d;
    }
  }
}

TEST_P(PairSumTest, LeavesSubnormalsAsTheyWere) {
  const std::vector<double> centers = {0, 33};
  BlockedCenters blocked(1, kernel().lanes);
  blocked.assign(centers.data(), every(2), std::vector<double>{0.5, 0.5}, Control{});
  const double query = 0, offset = 0;
  double sum = 0;
  kernel().pair_sum(&query, &offset, 1, blocked.view(), &sum);
  volatile double least_normal = 0x1p-1022;
  EXPECT_GT(least_normal / 2, 0);
}

TEST_P(PairSumTest, FarCentersAddNothingAndNeverNaN) {
  const std::vector<double> centers = {0, 1e8, -1e150};
  BlockedCenters blocked(1, kernel().lanes);
  blocked.assign(centers.data(), every(3), std::vector<double>{0.25, 0.5, 0.25}, Control{});
  const double query = 0, offset = 0;
  double sum = 0;
  kernel().pair_sum(&query, &offset, 1, blocked.view(), &sum);
  EXPECT_NEAR(sum, 0.25, 0.25 * 6e-15);
}

TEST_P(PairSumTest, AQueryDoesNotFeelItsNeighbours) {
  constexpr std::size_t kCenters = 5000, kQueries = 21;
  for (const std::size_t d : {3, 20}) {
    const auto centers = normals(kCenters * d, 3), queries = normals(kQueries * d, 4);
    const std::vector<double> weights(kCenters, 1.0 / kCenters), offsets(kQueries, 0.0);
    BlockedCenters blocked(d, kernel().lanes);
    blocked.assign(centers.data(), every(kCenters), weights, Control{});
    std::vector<double> together(kQueries, 0.0);
    kernel().pair_sum(queries.data(), offsets.data(), kQueries, blocked.view(), together.data());
    for (std::size_t i = 0; i < kQueries; ++i) {
      double alone = 0;
      kernel().pair_sum(queries.data() + i * d, offsets.data() + i, 1, blocked.view(), &alone);
      ASSERT_EQ(alone, together[i]);
    }
  }
}

}  // namespace
}  // namespace infoflow
