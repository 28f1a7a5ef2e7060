#include "random/sobol.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "random/normal.h"

namespace infoflow {
namespace {

constexpr RandomKey kKey{7, 1, 2, 3}, kOther{7, 4, 2, 3};

// scipy.stats.qmc.Sobol(64, scramble=False, bits=32) 1.17.1, whose point j is number j ^ (j >> 1) of ours.
TEST(Sobol, IsSciPys) {
  constexpr std::array<std::uint32_t, 6> kIndices = {1, 2, 3, 100, 2049, 4095};
  const std::vector<std::pair<std::size_t, std::array<std::uint32_t, 6>>> table = {
      {0, {2147483648, 1073741824, 3221225472, 637534208, 2148532224, 4293918720}},
      {1, {2147483648, 3221225472, 1073741824, 3321888768, 1894776832, 286261248}},
      {2, {2147483648, 3221225472, 1073741824, 2986344448, 3582984192, 11534336}},
      {7, {2147483648, 1073741824, 3221225472, 2516582400, 3826253824, 670040064}},
      {30, {2147483648, 3221225472, 1073741824, 3388997632, 3700424704, 632291328}},
      {63, {2147483648, 1073741824, 3221225472, 2449473536, 229638144, 3880779776}}};
  for (const auto& [dimension, digits] : table) {
    EXPECT_EQ(sobol(dimension, 0), 0u);
    for (std::size_t i = 0; i < kIndices.size(); ++i) EXPECT_EQ(sobol(dimension, kIndices[i]), digits[i]) << dimension;
  }
}

// Where two numbers first differ is kept, so that each of 2^m equal parts keeps its one point of the first 2^m.
TEST(Scrambling, KeepsPointsEven) {
  constexpr std::size_t kPoints = 1024;
  for (const std::size_t k : {std::size_t{0}, std::size_t{5}, kSobolDimensions - 1}) {
    const Scrambling scramble(kKey, k);
    std::vector<int> seen(kPoints, 0);
    for (std::uint32_t i = 0; i < kPoints; ++i) ++seen[static_cast<std::size_t>(scramble(sobol(k, i)) * kPoints)];
    EXPECT_EQ(std::count(seen.begin(), seen.end(), 1), static_cast<std::ptrdiff_t>(kPoints));
  }
}

// One point under 4096 scramblings: its mean has a standard deviation of 1/√(12 · 4096) = .0045, its share in each of
// 16 parts one of .0038; five of them.
TEST(Scrambling, MakesEveryPointUniform) {
  constexpr std::uint32_t kScramblings = 4096;
  for (const std::uint32_t digits : {0u, 1u, 0x80000000u, 0xdeadbeefu}) {
    double sum = 0;
    std::array<int, 16> parts{};
    for (std::uint32_t s = 0; s < kScramblings; ++s) {
      const double u = Scrambling({1, 1, 0, s}, 3)(digits);
      sum += u;
      ++parts[static_cast<std::size_t>(u * 16)];
    }
    EXPECT_NEAR(sum / kScramblings, 0.5, 0.0225);
    for (const int count : parts) EXPECT_NEAR(count / static_cast<double>(kScramblings), 1 / 16.0, 0.019);
  }
}

TEST(ScrambledNormals, AreTheSameInPieces) {
  constexpr std::size_t kCount = 300;
  for (const std::size_t d : {std::size_t{1}, std::size_t{5}, kSobolDimensions + 3}) {
    std::vector<double> whole(kCount * d), pieces(kCount * d);
    fill_scrambled_normals(kKey, kOther, 0, kCount, d, whole.data());
    fill_scrambled_normals(kKey, kOther, 0, 17, d, pieces.data());
    fill_scrambled_normals(kKey, kOther, 17, kCount - 17, d, pieces.data() + 17 * d);
    EXPECT_EQ(whole, pieces);
    const std::size_t k = std::min(d, kSobolDimensions) - 1;
    for (std::uint32_t i = 0; i < kCount; ++i) {
      ASSERT_EQ(whole[i * d + k], normal_quantile(Scrambling(kKey, k)(sobol(k, i))));
    }
  }
}

// E ‖z‖² = d. Independent draws would be off by √(2 d / points) = .014 · √d typically; even points of a smooth function
// in three dimensions by about a fiftieth of it. Coordinates beyond the sequence's are independent, of variance 1.
TEST(ScrambledNormals, AreNormal) {
  constexpr std::size_t kCount = 1 << 13;
  constexpr std::size_t d = 3, many = kSobolDimensions + 8;
  std::vector<double> z(kCount * many);
  fill_scrambled_normals(kKey, kOther, 0, kCount, d, z.data());
  double sum = 0;
  for (std::size_t i = 0; i < kCount * d; ++i) sum += z[i] * z[i];
  EXPECT_NEAR(sum / kCount, d, 0.003);
  fill_scrambled_normals(kKey, kOther, 0, kCount, many, z.data());
  double beyond = 0, product = 0;
  for (std::size_t p = 0; p < kCount; ++p) {
    for (std::size_t k = kSobolDimensions; k < many; ++k) beyond += z[p * many + k] * z[p * many + k];
    product += z[p * many] * z[p * many + kSobolDimensions];
  }
  EXPECT_NEAR(beyond / kCount / 8, 1, 5 * std::sqrt(2.0 / (8 * kCount)));
  EXPECT_NEAR(product / kCount, 0, 5 / std::sqrt(static_cast<double>(kCount)));
}

}  // namespace
}  // namespace infoflow
