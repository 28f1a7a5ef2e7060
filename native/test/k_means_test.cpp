// Lloyd's iterations with bounds against Lloyd's iterations without any.
#include "clustering/k_means.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "random/normal.h"

namespace infoflow {
namespace {

struct Plain {
  std::vector<std::int32_t> labels;
  double inertia = 0;
};

// Until labels stay the same or the iterations run out; every cluster must keep rows.
Plain plain_lloyd(const std::vector<double>& x, std::size_t d, std::vector<double> centers, std::size_t iterations) {
  const std::size_t n = x.size() / d, k = centers.size() / d;
  Plain result{std::vector<std::int32_t>(n, -1), 0};
  for (std::size_t t = 0; t <= iterations; ++t) {
    const auto before = result.labels;
    result.inertia = 0;
    for (std::size_t i = 0; i < n; ++i) {
      double least = std::numeric_limits<double>::infinity();
      for (std::size_t j = 0; j < k; ++j) {
        double square = 0;
        for (std::size_t c = 0; c < d; ++c) {
          const double difference = x[i * d + c] - centers[j * d + c];
          square += difference * difference;
        }
        if (square < least) {
          least = square;
          result.labels[i] = static_cast<std::int32_t>(j);
        }
      }
      result.inertia += least;
    }
    if (t == iterations || result.labels == before) break;
    std::vector<double> sums(k * d), counts(k);
    for (std::size_t i = 0; i < n; ++i) {
      const auto j = static_cast<std::size_t>(result.labels[i]);
      counts[j] += 1;
      for (std::size_t c = 0; c < d; ++c) sums[j * d + c] += x[i * d + c];
    }
    for (std::size_t j = 0; j < k * d; ++j) centers[j] = sums[j] / counts[j / d];
  }
  return result;
}

class KMeansTest : public testing::TestWithParam<Isa> {};

std::string level_name(const testing::TestParamInfo<Isa>& info) { return std::string(isa_name(info.param)); }
INSTANTIATE_TEST_SUITE_P(Levels, KMeansTest, testing::ValuesIn(usable_isas()), level_name);

TEST_P(KMeansTest, BoundsSkipWorkAndNothingElse) {
  constexpr std::size_t n = 3000, k = 23;
  for (const std::size_t d : {1, 2, 7, 24}) {
    std::vector<float> x(n * d);
    fill_normals({3, 1, static_cast<std::uint32_t>(d), 0}, 0, n * d, x.data());
    const std::vector<double> values(x.begin(), x.end());
    const std::vector<double> start(values.begin(), values.begin() + k * d);
    for (const std::size_t iterations : {1, 4, 60}) {
      const auto plain = plain_lloyd(values, d, start, iterations);
      for (const bool single : {true, false}) {
        KMeansRequest request;
        request.n = n;
        request.d = d;
        if (single) {
          request.samples = x;
        } else {
          request.samples = values;
        }
        request.k = k;
        request.start = start;
        request.tolerance = 0;
        request.max_iterations = iterations;
        request.isa = GetParam();
        Control control;
        const auto found = k_means(std::move(request), control);
        ASSERT_EQ(found.labels, plain.labels) << "d " << d << " iterations " << iterations;
        ASSERT_NEAR(found.inertia, plain.inertia, plain.inertia * 1e-11);
      }
    }
  }
}

TEST(KMeans, StopsWhenCancelled) {
  KMeansRequest request;
  request.n = 4;
  request.d = 1;
  request.samples = std::vector<double>{1, 2, 3, 4};
  request.k = 2;
  Control control;
  control.cancelled = true;
  EXPECT_THROW(k_means(std::move(request), control), Cancelled);
}

}  // namespace
}  // namespace infoflow
