#include "clustering/components.h"

#include <algorithm>
#include <numeric>

#include "clustering/squared_distance.h"
#include "neighbours/kd_tree.h"

namespace infoflow {

namespace {

constexpr std::size_t kLeafSize = 16;

class DisjointSets {
 public:
  explicit DisjointSets(std::size_t n) : parent_(n) { std::iota(parent_.begin(), parent_.end(), std::uint32_t{0}); }

  std::uint32_t find(std::uint32_t i) {
    while (parent_[i] != i) {
      parent_[i] = parent_[parent_[i]];
      i = parent_[i];
    }
    return i;
  }
  bool same(std::uint32_t a, std::uint32_t b) { return find(a) == find(b); }
  void unite(std::uint32_t a, std::uint32_t b) {
    a = find(a);
    b = find(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::uint32_t> parent_;
};

class Linker {
 public:
  Linker(const Rows<double>& rows, double threshold, const Control& control)
      : rows_(rows),
        square_(threshold * threshold),
        control_(control),
        tree_(rows.values.data(), rows.n, rows.d, kLeafSize, control),
        sets_(rows.n),
        whole_(tree_.nodes().size(), false) {}

  LinkedRows link() {
    // Children have higher numbers than their parents.
    for (std::size_t node = tree_.nodes().size(); node-- > 0;) link_within(node);
    LinkedRows result;
    result.labels.assign(rows_.n, -1);
    std::vector<std::int32_t> of_root(rows_.n, -1);
    for (std::uint32_t i = 0; i < rows_.n; ++i) {
      std::int32_t& label = of_root[sets_.find(i)];
      if (label < 0) label = static_cast<std::int32_t>(result.count++);
      result.labels[i] = label;
    }
    return result;
  }

 private:
  const KdNode& node(std::size_t i) const { return tree_.nodes()[i]; }
  std::uint32_t row_at(std::uint32_t place) const { return tree_.order()[place]; }

  void link_within(std::size_t i) {
    control_.check();
    if (!node(i).is_leaf()) {
      link_between(node(i).left, node(i).left + 1);
      return;
    }
    for (std::uint32_t a = node(i).first; a < node(i).end(); ++a) {
      for (std::uint32_t b = a + 1; b < node(i).end(); ++b) link_rows(row_at(a), row_at(b));
    }
  }

  void link_between(std::size_t a, std::size_t b) {
    if (least_square(a, b) > square_) return;
    if (is_whole(a) && is_whole(b) && sets_.same(row_at(node(a).first), row_at(node(b).first))) return;
    if (node(a).is_leaf() && node(b).is_leaf()) {
      control_.check();
      for (std::uint32_t p = node(a).first; p < node(a).end(); ++p) {
        for (std::uint32_t q = node(b).first; q < node(b).end(); ++q) link_rows(row_at(p), row_at(q));
      }
    } else if (node(b).is_leaf() || (!node(a).is_leaf() && node(a).count >= node(b).count)) {
      link_between(node(a).left, b);
      link_between(node(a).left + 1, b);
    } else {
      link_between(a, node(b).left);
      link_between(a, node(b).left + 1);
    }
  }

  void link_rows(std::uint32_t a, std::uint32_t b) {
    if (sets_.same(a, b)) return;
    if (squared_distance(rows_.row(a), rows_.row(b), rows_.d) <= square_) sets_.unite(a, b);
  }

  // Whether all rows of a node are in one component; what was once stays so.
  bool is_whole(std::size_t i) {
    if (whole_[i]) return true;
    if (node(i).is_leaf()) {
      for (std::uint32_t p = node(i).first + 1; p < node(i).end(); ++p) {
        if (!sets_.same(row_at(node(i).first), row_at(p))) return false;
      }
    } else {
      const std::size_t left = node(i).left;
      if (!is_whole(left) || !is_whole(left + 1)) return false;
      if (!sets_.same(row_at(node(left).first), row_at(node(left + 1).first))) return false;
    }
    whole_[i] = true;
    return true;
  }

  double least_square(std::size_t a, std::size_t b) const {
    double square = 0;
    for (std::size_t k = 0; k < rows_.d; ++k) {
      const double gap = std::max({0.0, tree_.low(a)[k] - tree_.high(b)[k], tree_.low(b)[k] - tree_.high(a)[k]});
      square += gap * gap;
    }
    return square;
  }

  const Rows<double>& rows_;
  double square_;
  const Control& control_;
  KdTree tree_;
  DisjointSets sets_;
  std::vector<bool> whole_;
};

}  // namespace

LinkedRows connected_components(const ComponentsRequest& request, const Control& control) {
  const auto rows = prepare_doubles(request.samples, request.n, request.d, Origin::kMean, request.threads, control);
  return Linker(rows, request.threshold / rows.frame.scale, control).link();
}

}  // namespace infoflow
