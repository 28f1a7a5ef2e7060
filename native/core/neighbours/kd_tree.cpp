#include "neighbours/kd_tree.h"

#include <algorithm>
#include <numeric>

namespace infoflow {

namespace {

// By one coordinate, then by all, then by row: equal points aside, an order of the points and not of the rows.
struct Before {
  const double* points;
  std::size_t d;
  std::size_t axis;

  bool operator()(std::uint32_t a, std::uint32_t b) const {
    const double* p = points + a * d;
    const double* q = points + b * d;
    if (d > 0 && p[axis] != q[axis]) return p[axis] < q[axis];
    for (std::size_t k = 0; k < d; ++k) {
      if (p[k] != q[k]) return p[k] < q[k];
    }
    return a < b;
  }
};

}  // namespace

KdTree::KdTree(const double* points, std::size_t n, std::size_t d, std::size_t leaf_size, const Control& control,
               std::size_t block)
    : d_(d), order_(n) {
  std::iota(order_.begin(), order_.end(), 0u);
  nodes_.push_back({0, static_cast<std::uint32_t>(n), 0});
  measure_box(points, nodes_.back(), control);
  for (std::size_t node = 0; node < nodes_.size(); ++node) {
    control.check();
    if (nodes_[node].count > leaf_size) {
      split(points, node, block, control);
    } else {
      const auto begin = order_.begin() + nodes_[node].first;
      std::sort(begin, begin + nodes_[node].count, Before{points, d_, 0});
    }
  }
}

// Appends the box of the node that was added last.
void KdTree::measure_box(const double* points, const KdNode& node, const Control& control) {
  const std::size_t at = boxes_.size();
  boxes_.resize(at + 2 * d_);
  double* low = boxes_.data() + at;
  double* high = low + d_;
  const double* start = points + order_[node.first] * d_;
  std::copy(start, start + d_, low);
  std::copy(start, start + d_, high);
  for (std::uint32_t i = node.first + 1; i < node.end(); ++i) {
    control.check_at(i);
    const double* point = points + order_[i] * d_;
    for (std::size_t k = 0; k < d_; ++k) {
      low[k] = std::min(low[k], point[k]);
      high[k] = std::max(high[k], point[k]);
    }
  }
}

void KdTree::split(const double* points, std::size_t node, std::size_t block, const Control& control) {
  std::size_t axis = 0;
  double widest = -1;
  for (std::size_t k = 0; k < d_; ++k) {
    const double width = high(node)[k] - low(node)[k];
    if (width > widest) {
      widest = width;
      axis = k;
    }
  }
  const KdNode parent = nodes_[node];
  const auto left_count = static_cast<std::uint32_t>((parent.count / 2 + block - 1) / block * block);
  const auto begin = order_.begin() + parent.first;
  std::nth_element(begin, begin + left_count, begin + parent.count, Before{points, d_, axis});
  nodes_[node].left = static_cast<std::uint32_t>(nodes_.size());
  nodes_.push_back({parent.first, left_count, 0});
  measure_box(points, nodes_.back(), control);
  nodes_.push_back({parent.first + left_count, parent.count - left_count, 0});
  measure_box(points, nodes_.back(), control);
}

std::vector<std::uint32_t> KdTree::leaves() const {
  std::vector<std::uint32_t> found;
  for (std::size_t node = 0; node < nodes_.size(); ++node) {
    if (nodes_[node].is_leaf()) found.push_back(static_cast<std::uint32_t>(node));
  }
  std::sort(found.begin(), found.end(), [&](auto a, auto b) { return nodes_[a].first < nodes_[b].first; });
  return found;
}

}  // namespace infoflow
