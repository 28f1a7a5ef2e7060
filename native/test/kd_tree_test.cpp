#include "neighbours/kd_tree.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "random/normal.h"

namespace infoflow {
namespace {

std::vector<double> normals(std::size_t count, std::uint32_t stream) {
  std::vector<double> x(count);
  fill_normals({21, 1, stream, 0}, 0, count, x.data());
  return x;
}

void expect_tight_boxes(const KdTree& tree, const std::vector<double>& points, std::size_t d) {
  const auto nodes = tree.nodes();
  for (std::size_t node = 0; node < nodes.size(); ++node) {
    for (std::size_t k = 0; k < d; ++k) {
      double low = 1e300, high = -1e300;
      for (std::uint32_t i = nodes[node].first; i < nodes[node].end(); ++i) {
        low = std::min(low, points[tree.order()[i] * d + k]);
        high = std::max(high, points[tree.order()[i] * d + k]);
      }
      ASSERT_EQ(tree.low(node)[k], low);
      ASSERT_EQ(tree.high(node)[k], high);
    }
  }
}

TEST(KdTree, EveryNodeIsSplitInTwoAndBoxesAreTight) {
  constexpr std::size_t n = 1003, d = 3;
  const auto points = normals(n * d, 0);
  const KdTree tree(points.data(), n, d, 16, Control{}, 8);
  const auto nodes = tree.nodes();
  EXPECT_EQ(nodes[0].count, n);
  for (const auto& node : nodes) {
    if (node.is_leaf()) continue;
    ASSERT_EQ(nodes[node.left].first, node.first);
    ASSERT_EQ(nodes[node.left].end(), nodes[node.left + 1].first);
    ASSERT_EQ(nodes[node.left + 1].end(), node.end());
  }
  std::uint32_t next = 0;
  for (const std::uint32_t leaf : tree.leaves()) {
    ASSERT_EQ(nodes[leaf].first, next);
    ASSERT_LE(nodes[leaf].count, 16u);
    ASSERT_GT(nodes[leaf].count, 0u);
    next = nodes[leaf].end();
    if (next < n) {
      ASSERT_EQ(nodes[leaf].count % 8, 0u);
    }
  }
  EXPECT_EQ(next, n);
  std::vector<std::uint32_t> rows(tree.order().begin(), tree.order().end());
  std::sort(rows.begin(), rows.end());
  for (std::uint32_t i = 0; i < n; ++i) ASSERT_EQ(rows[i], i);
  expect_tight_boxes(tree, points, d);
}

TEST(KdTree, DuplicatesAreSplitAsWell) {
  const std::vector<double> points(5000 * 2, 0.25);
  const KdTree tree(points.data(), 5000, 2, 10, Control{});
  for (const std::uint32_t leaf : tree.leaves()) ASSERT_LE(tree.nodes()[leaf].count, 10u);
  expect_tight_boxes(tree, points, 2);
}

// A lattice has ties in every coordinate and duplicates besides.
TEST(KdTree, TheOrderIsOneOfThePointsAndNotOfTheRows) {
  constexpr std::size_t n = 600, d = 2;
  auto points = normals(n * d, 1);
  for (double& x : points) x = static_cast<double>(static_cast<int>(3 * x));
  std::vector<double> reversed;
  for (std::size_t i = n; i-- > 0;)
    reversed.insert(reversed.end(), points.begin() + i * d, points.begin() + (i + 1) * d);
  const KdTree one(points.data(), n, d, 8, Control{}), other(reversed.data(), n, d, 8, Control{});
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < d; ++k) {
      ASSERT_EQ(points[one.order()[i] * d + k], reversed[other.order()[i] * d + k]);
    }
  }
}

TEST(KdTree, OnePointAndNoDimensionAreTrees) {
  const double point = 3;
  EXPECT_EQ(KdTree(&point, 1, 1, 8, Control{}).leaves(), (std::vector<std::uint32_t>{0}));
  EXPECT_EQ(KdTree(nullptr, 30, 0, 8, Control{}).order().size(), 30u);
}

}  // namespace
}  // namespace infoflow
