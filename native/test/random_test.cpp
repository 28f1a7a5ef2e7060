#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "random/normal.h"
#include "random/philox.h"

namespace infoflow {
namespace {

using Words = std::array<std::uint32_t, 4>;

// Known answers published with the generator (Random123, kat_vectors, "philox4x32 10").
TEST(Philox, GivesThePublishedWords) {
  EXPECT_EQ(philox({0, 0, 0, 0}, 0), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox({0x1fffffffffffff, 0x7ff, 0xffffffff, 0xffffffff}, 0xffffffffffffffff),
            (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  constexpr std::uint64_t kKeyHigh = 0x299f31d0;
  EXPECT_EQ(
      philox({(kKeyHigh & 0x1fffff) << 32 | 0xa4093822, kKeyHigh >> 21, 0x13198a2e, 0x03707344}, 0x85a308d3243f6a88),
      (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

// scipy.special.ndtri 1.17.1.
TEST(NormalQuantile, AgreesWithScipy) {
  const std::vector<std::pair<double, double>> table = {{1e-300, -37.0470962993612},
                                                        {1e-100, -21.273453560965322},
                                                        {1e-20, -9.262340089798409},
                                                        {1e-12, -7.034483825301131},
                                                        {1e-10, -6.361340902404056},
                                                        {1e-05, -4.264890793922825},
                                                        {0.001, -3.090232306167813},
                                                        {0.02425, -1.972961051311885},
                                                        {0.074, -1.4466320671589785},
                                                        {0.076, -1.4325027208258116},
                                                        {0.3, -0.5244005127080409},
                                                        {0.49, -0.02506890825871106},
                                                        {0.51, 0.02506890825871106},
                                                        {0.7, 0.5244005127080407},
                                                        {0.924, 1.432502720825812},
                                                        {0.926, 1.446632067158979},
                                                        {0.975, 1.959963984540054},
                                                        {0.999, 3.090232306167813},
                                                        {0.9999999999999999, 8.209536151601387}};
  for (const auto& [p, x] : table) EXPECT_NEAR(normal_quantile(p), x, 4e-15 * std::fabs(x)) << p;
  EXPECT_EQ(normal_quantile(0.5), 0.0);
}

TEST(FillNormals, IsTheSameStreamInPieces) {
  const RandomKey key{42, 3, 1, 7};
  std::vector<double> whole(101), pieces(101);
  fill_normals(key, 0, 101, whole.data());
  fill_normals(key, 0, 17, pieces.data());
  fill_normals(key, 17, 84, pieces.data() + 17);
  EXPECT_EQ(whole, pieces);
}

TEST(FillNormals, DiffersByEveryPartOfItsKey) {
  const auto first = [](const RandomKey& key) {
    double x;
    fill_normals(key, 0, 1, &x);
    return x;
  };
  const double x = first({1, 1, 1, 1});
  EXPECT_NE(x, first({2, 1, 1, 1}));
  EXPECT_NE(x, first({1 + (std::uint64_t{1} << 40), 1, 1, 1}));
  EXPECT_NE(x, first({1, 2, 1, 1}));
  EXPECT_NE(x, first({1, 1, 2, 1}));
  EXPECT_NE(x, first({1, 1, 1, 2}));
}

// 1e6 draws: the mean of x^k has standard deviation sqrt(var(x^k)) / 1000; five of them are allowed.
TEST(FillNormals, HasTheMomentsOfTheNormalDistribution) {
  std::vector<double> x(1'000'000);
  fill_normals({0, 0, 0, 0}, 0, x.size(), x.data());
  double moment[5] = {};
  for (const double v : x) {
    for (int k = 1; k <= 4; ++k) moment[k] += std::pow(v, k) / 1e6;
  }
  EXPECT_NEAR(moment[1], 0, 5 * 1.0 / 1000);
  EXPECT_NEAR(moment[2], 1, 5 * std::sqrt(2.0) / 1000);
  EXPECT_NEAR(moment[3], 0, 5 * std::sqrt(15.0) / 1000);
  EXPECT_NEAR(moment[4], 3, 5 * std::sqrt(96.0) / 1000);
}

}  // namespace
}  // namespace infoflow
