// What makes it Hilbert's curve: it visits every cell of a grid, each beside the one before.
#include "mixture/hilbert_order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "random/normal.h"

namespace infoflow {
namespace {

// All cells of side^d, in an order that has nothing to do with where they are.
std::vector<double> shuffled_grid(std::size_t side, std::size_t d) {
  const auto cells = static_cast<std::size_t>(std::pow(side, d) + 0.5);
  std::vector<double> points;
  for (std::size_t i = 0; i < cells; ++i) {
    std::size_t cell = i * 7919 % cells;
    for (std::size_t k = 0; k < d; ++k, cell /= side) points.push_back(static_cast<double>(cell % side));
  }
  return points;
}

TEST(HilbertOrder, GoesFromEachCellToOneBeside) {
  for (const auto& [side, d] : {std::pair<std::size_t, std::size_t>{32, 1}, {16, 2}, {8, 3}, {4, 5}, {2, 8}}) {
    SCOPED_TRACE(testing::Message() << "side " << side << " d " << d);
    const auto points = shuffled_grid(side, d);
    const std::size_t count = points.size() / d;
    const auto order = hilbert_order(points.data(), count, d, 2, Control{});
    std::vector<bool> seen(count, false);
    for (std::size_t i = 0; i < count; ++i) {
      EXPECT_FALSE(seen[order[i]]);
      seen[order[i]] = true;
      if (i == 0) continue;
      double steps = 0;
      for (std::size_t k = 0; k < d; ++k) steps += std::fabs(points[order[i] * d + k] - points[order[i - 1] * d + k]);
      EXPECT_EQ(steps, 1) << "at cell " << i;
    }
  }
}

TEST(HilbertOrder, SortsPointsOnALine) {
  constexpr std::size_t n = 10'000;
  std::vector<double> x(n);
  fill_normals({31, 1, 0, 0}, 0, n, x.data());
  const auto order = hilbert_order(x.data(), n, 1, 1, Control{});
  for (std::size_t i = 1; i < n; ++i) EXPECT_LE(x[order[i - 1]], x[order[i]] + 1e-8);
}

TEST(HilbertOrder, GoesByTheColumnsThatSpreadTheMostWhereThereAreMany) {
  constexpr std::size_t n = 500, d = 20;
  std::vector<double> points(n * d);
  fill_normals({31, 1, 1, 0}, 0, points.size(), points.data());
  for (std::size_t i = 0; i < n; ++i) points[i * d + 19] = 1e6 * static_cast<double>(i % 2);
  // Its first digit is that of the widest column.
  const auto order = hilbert_order(points.data(), n, d, 1, Control{});
  std::size_t jumps = 0;
  for (std::size_t i = 1; i < n; ++i) jumps += order[i] % 2 != order[i - 1] % 2 ? 1 : 0;
  EXPECT_EQ(jumps, 1);
}

TEST(HilbertOrder, KeepsEqualPointsInTheirOrder) {
  const std::vector<double> points(300, 1.5);
  const auto order = hilbert_order(points.data(), 100, 3, 2, Control{});
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
}

}  // namespace
}  // namespace infoflow
