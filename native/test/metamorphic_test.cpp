// Log-densities of a mixture at points that move with its centers, at every SIMD level of this machine.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

#include "mixture/blocked_centers.h"
#include "mixture/kernel.h"
#include "mixture/scaled_samples.h"
#include "random/normal.h"

namespace infoflow {
namespace {

constexpr std::size_t kCenters = 150, kPoints = 40;

std::vector<double> normals(std::size_t count, std::uint32_t stream) {
  std::vector<double> x(count);
  fill_normals({13, 1, stream, 0}, 0, count, x.data());
  return x;
}

std::vector<std::size_t> every(std::size_t n) {
  std::vector<std::size_t> rows(n);
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  return rows;
}

// Rows of d scaled coordinates.
struct Mixture {
  std::size_t d;
  std::vector<double> centers;
  std::vector<double> weights;
  std::vector<double> points;
};

// Centers of N(0, I) under noise of σ = 1, points drawn around them. Coordinates are multiples of 2^-20.
Mixture overlapping(std::size_t d) {
  Mixture mixture{d, normals(kCenters * d, 1), std::vector<double>(kCenters), normals(kPoints * d, 2)};
  const auto on_grid = [](double x) { return std::round(kScale * x * 0x1p20) / 0x1p20; };
  for (double& c : mixture.centers) c = on_grid(c);
  for (std::size_t i = 0; i < kPoints * d; ++i) mixture.points[i] = mixture.centers[i] + on_grid(mixture.points[i]);
  for (std::size_t j = 0; j < kCenters; ++j) mixture.weights[j] = static_cast<double>(j % 5 + 1) / 450;
  return mixture;
}

using Row = std::vector<double>;

Mixture moved(Mixture mixture, const std::function<void(Row&)>& move) {
  for (auto* rows : {&mixture.centers, &mixture.points}) {
    for (auto begin = rows->begin(); begin < rows->end(); begin += static_cast<std::ptrdiff_t>(mixture.d)) {
      Row row(begin, begin + static_cast<std::ptrdiff_t>(mixture.d));
      move(row);
      std::copy(row.begin(), row.end(), begin);
    }
  }
  return mixture;
}

// x − 2 v (v·x)/(v·v), rounded once.
void reflect(Row& x, const Row& v) {
  long double product = 0, norm = 0;
  for (std::size_t k = 0; k < x.size(); ++k) {
    product += static_cast<long double>(v[k]) * x[k];
    norm += static_cast<long double>(v[k]) * v[k];
  }
  for (std::size_t k = 0; k < x.size(); ++k) x[k] = static_cast<double>(x[k] - 2 * v[k] * product / norm);
}

// The exponent of the nearest center, ‖y − c‖², for every point.
std::vector<double> least_exponents(const Mixture& mixture) {
  std::vector<double> least(kPoints, 1e300);
  for (std::size_t i = 0; i < kPoints; ++i) {
    for (std::size_t j = 0; j < mixture.weights.size(); ++j) {
      double exponent = 0;
      for (std::size_t k = 0; k < mixture.d; ++k) {
        const double difference = mixture.points[i * mixture.d + k] - mixture.centers[j * mixture.d + k];
        exponent += difference * difference;
      }
      least[i] = std::min(least[i], exponent);
    }
  }
  return least;
}

class MetamorphicTest : public testing::TestWithParam<Isa> {
 protected:
  // ln Σ_j w_j 2^(−‖y − c_j‖²), summed with the least exponent taken out as the estimator does.
  std::vector<double> log_densities(const Mixture& mixture) const {
    const Kernel& kernel = kernel_for(GetParam());
    BlockedCenters centers(mixture.d, kernel.lanes);
    centers.assign(mixture.centers.data(), every(mixture.weights.size()), mixture.weights, Control{});
    std::vector<double> sums(kPoints, 0.0);
    const auto offsets = least_exponents(mixture);
    kernel.pair_sum(mixture.points.data(), offsets.data(), kPoints, centers.view(), sums.data());
    for (std::size_t i = 0; i < kPoints; ++i) sums[i] = std::log(sums[i]) - offsets[i] * std::log(2.0);
    return sums;
  }

  // Exponents that matter are below d + 84: the least one, and 53 more bits. Each side rounds its d + 2 terms by 2^-53,
  // and moved coordinates, below 16, by 2^-50 a difference: at d = 16 that is 4e-13 + 8e-14. From d = 17 on, the dot
  // form's bound on either side.
  void expect_same(const Mixture& a, const Mixture& b) const {
    const double tolerance = a.d < kDotFormFrom ? 1e-12 : 1e-12 + 4 * kDotFormError;
    const auto of_a = log_densities(a), of_b = log_densities(b);
    for (std::size_t i = 0; i < kPoints; ++i) ASSERT_NEAR(of_a[i], of_b[i], tolerance) << "d " << a.d << " point " << i;
  }
};

std::string level_name(const testing::TestParamInfo<Isa>& info) { return std::string(isa_name(info.param)); }
INSTANTIATE_TEST_SUITE_P(Levels, MetamorphicTest, testing::ValuesIn(usable_isas()), level_name);

constexpr std::size_t kDimensions[] = {1, 2, 3, 5, 8, 16, 17, 40, 64};

TEST_P(MetamorphicTest, RotationsLeaveLogDensities) {
  for (const std::size_t d : kDimensions) {
    const auto mixture = overlapping(d);
    const Row v = normals(d, 3), w = normals(d, 4);
    // Two reflections are a rotation.
    expect_same(mixture, moved(mixture, [&](Row& x) {
                  reflect(x, v);
                  reflect(x, w);
                }));
  }
}

TEST_P(MetamorphicTest, TranslationsLeaveLogDensities) {
  for (const std::size_t d : kDimensions) {
    const auto mixture = overlapping(d);
    const Row shift = normals(d, 5);
    expect_same(mixture, moved(mixture, [&](Row& x) {
                  for (std::size_t k = 0; k < d; ++k) x[k] += shift[k];
                }));
  }
}

// Both the coordinates and their differences are exact then.
TEST_P(MetamorphicTest, TranslationsOnTheGridKeepTheBitsOfDifferences) {
  for (const std::size_t d : {1, 2, 5, 16}) {
    const auto mixture = overlapping(d);
    const auto shifted = moved(mixture, [](Row& x) {
      for (double& value : x) value += 1000;
    });
    EXPECT_EQ(log_densities(mixture), log_densities(shifted)) << "d " << d;
  }
}

TEST_P(MetamorphicTest, PermutedCoordinatesLeaveLogDensities) {
  for (const std::size_t d : kDimensions) {
    const auto mixture = overlapping(d);
    expect_same(mixture, moved(mixture, [](Row& x) { std::reverse(x.begin(), x.end()); }));
  }
}

// Among 150 positive terms the order of additions is worth 150 roundings of 2^-53.
TEST_P(MetamorphicTest, PermutedCentersLeaveLogDensities) {
  for (const std::size_t d : kDimensions) {
    const auto mixture = overlapping(d);
    Mixture permuted = mixture;
    for (std::size_t j = 0; j < kCenters; ++j) {
      const std::size_t from = 7 * j % kCenters;
      permuted.weights[j] = mixture.weights[from];
      for (std::size_t k = 0; k < d; ++k) permuted.centers[j * d + k] = mixture.centers[from * d + k];
    }
    expect_same(mixture, permuted);
  }
}

TEST_P(MetamorphicTest, TwiceTheCentersAtHalfTheWeightLeaveLogDensities) {
  for (const std::size_t d : kDimensions) {
    const auto mixture = overlapping(d);
    Mixture twice = mixture;
    twice.centers.insert(twice.centers.end(), mixture.centers.begin(), mixture.centers.end());
    twice.weights.insert(twice.weights.end(), mixture.weights.begin(), mixture.weights.end());
    for (double& weight : twice.weights) weight /= 2;
    expect_same(mixture, twice);
  }
}

}  // namespace
}  // namespace infoflow
