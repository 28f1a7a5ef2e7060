// Every point in its box, boxes in their order, also where the grid has far more boxes than points.
#include "mixture/box_grid.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "random/normal.h"

namespace infoflow {
namespace {

std::vector<double> normals(std::size_t count, double spread) {
  std::vector<double> x(count);
  fill_normals({17, 1, 1, 0}, 0, count, x.data());
  for (double& value : x) value *= spread;
  return x;
}

bool before(const BoxIndex& a, const BoxIndex& b) { return a.row != b.row ? a.row < b.row : a.column < b.column; }

void expect_sorted(const std::vector<double>& points, std::size_t d, const BoxRange& range, std::size_t inside) {
  const BoxGrid grid(points.data(), points.size() / d, d, range, Control{});
  std::vector<bool> seen(points.size() / d, false);
  ASSERT_EQ(grid.order().size(), inside);
  std::size_t next = 0;
  for (std::size_t b = 0; b < grid.boxes().size(); ++b) {
    const Box& box = grid.boxes()[b];
    ASSERT_TRUE(b == 0 || before(grid.boxes()[b - 1].index, box.index));
    ASSERT_EQ(box.first, next);
    ASSERT_GT(box.count, 0u);
    for (; next < box.first + box.count; ++next) {
      const std::size_t point = grid.order()[next];
      ASSERT_TRUE(next == box.first || point > grid.order()[next - 1]);
      ASSERT_FALSE(seen[point]);
      seen[point] = true;
      ASSERT_LE(std::fabs(points[point * d] - kBoxEdge * static_cast<double>(box.index.row)), kBoxEdge / 2);
      const double other = d == 2 ? points[point * d + 1] : 0;
      ASSERT_LE(std::fabs(other - kBoxEdge * static_cast<double>(box.index.column)), kBoxEdge / 2);
    }
  }
  EXPECT_EQ(next, inside);
}

TEST(BoxGrid, SortsPointsIntoBoxes) {
  for (const std::size_t d : {1, 2}) {
    for (const double spread : {1e-3, 1.0, 100.0, 1e7}) {
      SCOPED_TRACE(testing::Message() << "d " << d << " spread " << spread);
      const auto points = normals(d * 2000, spread);
      const auto range = range_of(points.data(), 2000, d);
      ASSERT_TRUE(range);
      expect_sorted(points, d, *range, 2000);
      expect_sorted(points, d, range->widened(18), 2000);
    }
  }
}

TEST(BoxGrid, LeavesOutWhatIsOutside) {
  const std::vector<double> points = {0, 0, 0.6, 0, 1e300, 0, 0, -1e300, 0.2, 0.2, 0, 0.75};
  expect_sorted(points, 2, {{0, 0}, {1, 1}}, 3);
}

TEST(BoxGrid, PointsOnEdgesBelongToOneBox) {
  const std::vector<double> points = {-0.75, -0.25, 0.25, 0.75};
  const auto range = range_of(points.data(), 4, 1);
  ASSERT_TRUE(range);
  expect_sorted(points, 1, *range, 4);
}

TEST(BoxGrid, HasNoRangeWhereNumbersOfBoxesWouldOverflow) {
  const std::vector<double> points = {0, 1e10};
  EXPECT_FALSE(range_of(points.data(), 2, 1));
  EXPECT_FALSE(range_of(points.data(), 1, 2));
  EXPECT_TRUE(range_of(points.data(), 1, 1));
}

}  // namespace
}  // namespace infoflow
