#include "neighbours/neighbours.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <limits>

#include "parallel/parallel_for.h"

namespace infoflow {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::size_t kLeafSize = 64;  // a bit each in a word
// Up to so many, boxes are tight and half the points a leaf are faster.
constexpr std::size_t kFewDimensions = 2;
// 2^32 points are halved 28 times until a leaf is left, and one sibling waits at each level.
constexpr std::size_t kDeepest = 40;

// A metric grows with every coordinate's difference, in every rounded operation: so the bounds of a box hold for the
// rounded distances of the points inside, which the leaf kernels compute the same way.
struct Chebyshev {
  static double add(double sum, double difference) { return sum < difference ? difference : sum; }
  static double from_radius(double radius) { return radius; }
  static double to_radius(double distance) { return distance; }
};

struct SquaredEuclidean {
  static double add(double sum, double difference) { return sum + difference * difference; }
  static double from_radius(double radius) { return radius * radius; }
  static double to_radius(double distance) { return std::sqrt(distance); }
};

double larger(double a, double b) { return a < b ? b : a; }

// To the nearest place of a box.
template <class Distance>
double to_nearest(const double* query, const double* low, const double* high, std::size_t d) {
  double sum = 0;
  for (std::size_t k = 0; k < d; ++k) {
    sum = Distance::add(sum, larger(larger(low[k] - query[k], query[k] - high[k]), 0.0));
  }
  return sum;
}

}  // namespace

// The nearest so far, ascending; equal distances by place in the tree.
class Neighbours::Candidates {
 public:
  explicit Candidates(std::size_t k) : found_(k) {}

  void clear() { std::fill(found_.begin(), found_.end(), Candidate{kInfinity, 0}); }
  double worst() const { return found_.back().distance; }

  void offer(double distance, std::uint32_t place) {
    const Candidate offered{distance, place};
    if (!before(offered, found_.back())) return;
    std::size_t i = found_.size() - 1;
    for (; i > 0 && before(offered, found_[i - 1]); --i) found_[i] = found_[i - 1];
    found_[i] = offered;
  }

  struct Candidate {
    double distance;
    std::uint32_t place;
  };
  const Candidate& operator[](std::size_t i) const { return found_[i]; }

 private:
  static bool before(const Candidate& a, const Candidate& b) {
    return a.distance != b.distance ? a.distance < b.distance : a.place < b.place;
  }

  std::vector<Candidate> found_;
};

Neighbours::Neighbours(const double* points, std::size_t n, std::size_t d, Metric metric, Isa isa,
                       const Control& control)
    : n_(n),
      d_(d),
      metric_(metric),
      kernel_(metric == Metric::kChebyshev ? leaf_kernels_for(isa).chebyshev : leaf_kernels_for(isa).squared_euclidean),
      tree_(points, n, d, d <= kFewDimensions ? kLeafSize / 2 : kLeafSize, control, kLeafBlock),
      leaves_(tree_.leaves()),
      coordinates_(padded(n) * d, kInfinity) {
  for (const std::uint32_t leaf : leaves_) {
    control.check();
    const KdNode& node = tree_.nodes()[leaf];
    const std::size_t stride = padded(node.count);
    for (std::size_t i = 0; i < node.count; ++i) {
      const double* point = points + tree_.order()[node.first + i] * d;
      for (std::size_t k = 0; k < d; ++k) coordinates_[node.first * d + k * stride + i] = point[k];
    }
  }
}

void Neighbours::copy_point(const KdNode& leaf, std::uint32_t place, double* point) const {
  const double* first = block_of(leaf) + (place - leaf.first);
  for (std::size_t k = 0; k < d_; ++k) point[k] = first[k * padded(leaf.count)];
}

template <class Body>
void Neighbours::for_each_leaf(int threads, const Control& control, const Body& body) const {
  std::atomic<std::size_t> done = 0;
  parallel_for(leaves_.size(), threads, [&](std::size_t i) {
    control.check();
    body(leaves_[i]);
    const std::size_t now = done += tree_.nodes()[leaves_[i]].count;
    control.report(static_cast<double>(now), static_cast<double>(n_));
  });
}

Nearest Neighbours::nearest(std::size_t k, int threads, const Control& control) const {
  return metric_ == Metric::kChebyshev ? nearest_by<Chebyshev>(k, threads, control)
                                       : nearest_by<SquaredEuclidean>(k, threads, control);
}

template <class Distance>
Nearest Neighbours::nearest_by(std::size_t k, int threads, const Control& control) const {
  Nearest result{k, std::vector<std::uint32_t>(n_ * k), std::vector<double>(n_ * k)};
  for_each_leaf(threads, control, [&](std::uint32_t home) {
    const KdNode& leaf = tree_.nodes()[home];
    std::vector<double> query(d_);
    Candidates candidates(k);
    for (std::uint32_t self = leaf.first; self < leaf.end(); ++self) {
      copy_point(leaf, self, query.data());
      candidates.clear();
      search<Distance>(query.data(), self, home, candidates);
      const std::size_t at = tree_.order()[self] * k;
      for (std::size_t i = 0; i < k; ++i) {
        result.rows[at + i] = tree_.order()[candidates[i].place];
        result.distances[at + i] = Distance::to_radius(candidates[i].distance);
      }
    }
  });
  return result;
}

template <class Distance>
void Neighbours::search(const double* query, std::uint32_t self, std::uint32_t home, Candidates& candidates) const {
  const auto nodes = tree_.nodes();
  const auto scan = [&](const KdNode& leaf) {
    double distances[kLeafSize];
    kernel_.distances(query, block_of(leaf), padded(leaf.count), d_, distances);
    for (std::uint32_t i = 0; i < leaf.count; ++i) {
      if (distances[i] <= candidates.worst() && leaf.first + i != self) candidates.offer(distances[i], leaf.first + i);
    }
  };
  // The own leaf first: what it holds rules out most of the rest.
  scan(nodes[home]);
  struct Waiting {
    std::uint32_t node;
    double nearest;
  } waiting[kDeepest];
  std::size_t count = 0;
  waiting[count++] = {0, 0.0};
  while (count > 0) {
    const Waiting next = waiting[--count];
    if (next.nearest > candidates.worst() || next.node == home) continue;
    const KdNode& node = nodes[next.node];
    if (node.is_leaf()) {
      scan(node);
      continue;
    }
    const auto child = [&](std::uint32_t index) {
      return Waiting{index, to_nearest<Distance>(query, tree_.low(index), tree_.high(index), d_)};
    };
    const Waiting left = child(node.left), right = child(node.left + 1);
    const bool left_first = left.nearest <= right.nearest;
    waiting[count++] = left_first ? right : left;
    waiting[count++] = left_first ? left : right;
  }
}

std::vector<std::uint32_t> Neighbours::counts(std::span<const double> radii, Within within, int threads,
                                              const Control& control) const {
  std::vector<std::uint32_t> counts(n_);
  for_each_leaf(threads, control, [&](std::uint32_t home) {
    const KdNode& leaf = tree_.nodes()[home];
    double most[kLeafSize];
    std::uint32_t found[kLeafSize] = {};
    for (std::uint32_t i = 0; i < leaf.count; ++i) {
      const double radius = radii[tree_.order()[leaf.first + i]];
      const double distance = d_ == 1 || metric_ == Metric::kChebyshev ? radius : radius * radius;
      // Distances are not negative, so "less than r" is "at most the number before r".
      most[i] = within == Within::kLessOrEqual ? distance : std::nextafter(distance, -1.0);
      if (d_ == 1 && most[i] >= 0) found[i] = count_on_line(leaf.first + i, most[i]);
    }
    if (d_ > 1) count_in_boxes(leaf, most, found);
    for (std::uint32_t i = 0; i < leaf.count; ++i) counts[tree_.order()[leaf.first + i]] = found[i];
  });
  return counts;
}

// For all points of a leaf at once, each of which stays on the way down while a box is neither all within its distance
// nor all beyond it. Adds to `found`; a point does not count itself.
void Neighbours::count_in_boxes(const KdNode& home, const double* most, std::uint32_t* found) const {
  struct Waiting {
    std::uint32_t node;
    std::uint64_t undecided;  // a bit for each point of the leaf
  } waiting[kDeepest];
  std::size_t count = 0;
  std::uint64_t all = 0;
  for (std::uint32_t i = 0; i < home.count; ++i) {
    if (most[i] < 0) continue;
    all |= std::uint64_t{1} << i;
    found[i] -= 1;
  }
  waiting[count++] = {0, all};
  std::vector<double> query(d_);
  double nearest[kLeafSize], farthest[kLeafSize], distances[kLeafSize];
  while (count > 0) {
    const Waiting next = waiting[--count];
    const KdNode& node = tree_.nodes()[next.node];
    kernel_.box_distances(tree_.low(next.node), tree_.high(next.node), block_of(home), padded(home.count), d_, nearest,
                          farthest);
    std::uint64_t undecided = 0;
    for (std::uint64_t left = next.undecided; left != 0; left &= left - 1) {
      const int i = std::countr_zero(left);
      if (nearest[i] > most[i]) continue;
      if (farthest[i] <= most[i]) {
        found[i] += node.count;
      } else {
        undecided |= left & -left;
      }
    }
    if (undecided == 0) continue;
    if (!node.is_leaf()) {
      waiting[count++] = {node.left + 1, undecided};
      waiting[count++] = {node.left, undecided};
      continue;
    }
    for (std::uint64_t left = undecided; left != 0; left &= left - 1) {
      const int i = std::countr_zero(left);
      copy_point(home, home.first + static_cast<std::uint32_t>(i), query.data());
      kernel_.distances(query.data(), block_of(node), padded(node.count), d_, distances);
      for (std::uint32_t j = 0; j < node.count; ++j) found[i] += distances[j] <= most[i] ? 1 : 0;
    }
  }
}

// In one dimension the tree's order is the sorted one: from the own place outwards, in steps that double, then halve.
std::uint32_t Neighbours::count_on_line(std::uint32_t place, double most) const {
  const double* x = coordinates_.data();
  const auto reach = [&](std::uint32_t available, const auto& at) {
    std::uint32_t inside = 0, outside = available + 1;
    for (std::uint32_t step = 1; inside + step < outside; step *= 2) {
      if (std::fabs(at(inside + step) - x[place]) > most)
        outside = inside + step;
      else
        inside += step;
    }
    while (outside - inside > 1) {
      const std::uint32_t middle = inside + (outside - inside) / 2;
      if (std::fabs(at(middle) - x[place]) > most)
        outside = middle;
      else
        inside = middle;
    }
    return inside;
  };
  const auto size = static_cast<std::uint32_t>(n_);
  return reach(place, [&](std::uint32_t i) { return x[place - i]; }) +
         reach(size - 1 - place, [&](std::uint32_t i) { return x[place + i]; });
}

}  // namespace infoflow
