// A k-d tree: a hierarchy of boxes, each over a range of reordered points. What is searched, and how leaves are laid
// out for it, is the caller's business.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "parallel/control.h"

namespace infoflow {

// A box over points first, …, first + count − 1 of the tree's order.
struct KdNode {
  std::uint32_t first;
  std::uint32_t count;
  std::uint32_t left;  // its children are nodes left and left + 1; 0 in a leaf

  bool is_leaf() const { return left == 0; }
  std::uint32_t end() const { return first + count; }
};

// Splits the longest side of the tight box at the median point until at most `leaf_size` points are left, so that
// depth is about log2(n / leaf_size) whatever the points are, duplicates included. Splits are at multiples of `block`
// points: every leaf but the last is full blocks. The order of the points depends on the set of points alone, not on
// the order of the rows: ties are broken by the other coordinates, and by the row among equal points.
// n < 2^32; leaf_size ≥ 2 · block. Cost: O(n log n); memory: O(n + nodes · d).
class KdTree {
 public:
  // `points`: n × d, row-major, finite; read here and not kept.
  KdTree(const double* points, std::size_t n, std::size_t d, std::size_t leaf_size, const Control& control,
         std::size_t block = 1);

  // The root first, every node before its children.
  std::span<const KdNode> nodes() const { return nodes_; }
  // The rows in the tree's order.
  std::span<const std::uint32_t> order() const { return order_; }
  // The node's tight box, d values each.
  const double* low(std::size_t node) const { return boxes_.data() + 2 * node * d_; }
  const double* high(std::size_t node) const { return boxes_.data() + (2 * node + 1) * d_; }
  // The leaves, by their first point.
  std::vector<std::uint32_t> leaves() const;

 private:
  void measure_box(const double* points, const KdNode& node, const Control& control);
  void split(const double* points, std::size_t node, std::size_t block, const Control& control);

  std::size_t d_;
  std::vector<KdNode> nodes_;
  std::vector<std::uint32_t> order_;
  std::vector<double> boxes_;
};

}  // namespace infoflow
