// Nearest neighbours and counts of neighbours among the rows of one matrix, exact, by k-d tree.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "neighbours/kd_tree.h"
#include "neighbours/leaf_kernel.h"
#include "parallel/control.h"

namespace infoflow {

enum class Metric { kChebyshev, kEuclidean };

enum class Within { kLess, kLessOrEqual };

// The k nearest other rows of every row, nearest first.
struct Nearest {
  std::size_t k = 0;
  std::vector<std::uint32_t> rows;  // n × k
  std::vector<double> distances;    // n × k
};

// The search over n points in d dimensions. A row is never its own neighbour, but its duplicates are, at distance 0.
// Results are in the order of the rows, with the same bits for every thread count and SIMD level. Equal distances are
// ordered by the tree, so that permuted rows have the same neighbours (up to which of some equal points is meant).
// Cost: O(n log n) in few dimensions, up to O(n² d) in many.
class Neighbours {
 public:
  // `points`: n × d, row-major, finite; read here and not kept.
  Neighbours(const double* points, std::size_t n, std::size_t d, Metric metric, Isa isa, const Control& control);

  // 1 ≤ k < n.
  Nearest nearest(std::size_t k, int threads, const Control& control) const;

  // How many other rows are within radii[i] ≥ 0 of row i. Euclidean radii are compared squared.
  std::vector<std::uint32_t> counts(std::span<const double> radii, Within within, int threads,
                                    const Control& control) const;

 private:
  class Candidates;

  template <class Distance>
  Nearest nearest_by(std::size_t k, int threads, const Control& control) const;
  template <class Distance>
  void search(const double* query, std::uint32_t self, std::uint32_t home, Candidates& candidates) const;
  void count_in_boxes(const KdNode& home, const double* most, std::uint32_t* counts) const;
  std::uint32_t count_on_line(std::uint32_t place, double most) const;

  // Calls body(leaf) for every leaf. Queries of one leaf visit the same nodes.
  template <class Body>
  void for_each_leaf(int threads, const Control& control, const Body& body) const;

  void copy_point(const KdNode& leaf, std::uint32_t place, double* point) const;
  static std::size_t padded(std::size_t count) { return (count + kLeafBlock - 1) / kLeafBlock * kLeafBlock; }
  const double* block_of(const KdNode& leaf) const { return coordinates_.data() + leaf.first * d_; }

  std::size_t n_;
  std::size_t d_;
  Metric metric_;
  LeafKernel kernel_;
  KdTree tree_;
  std::vector<std::uint32_t> leaves_;
  std::vector<double> coordinates_;  // leaf after leaf, dimension-major inside, the last padded by infinities
};

}  // namespace infoflow
