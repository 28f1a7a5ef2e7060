#include "neighbours/neighbours.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>

#include "parallel/parallel_for.h"

namespace infoflow {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::size_t kLeafSize = 8 * kLeafBlock;
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

// To the nearest and to the farthest place of a box.
template <class Distance>
double to_nearest(const double* query, const double* low, const double* high, std::size_t d) {
  double sum = 0;
  for (std::size_t k = 0; k < d; ++k) {
    sum = Distance::add(sum, larger(larger(low[k] - query[k], query[k] - high[k]), 0.0));
  }
  return sum;
}

template <class Distance>
double to_farthest(const double* query, const double* low, const double* high, std::size_t d) {
  double sum = 0;
  for (std::size_t k = 0; k < d; ++k) sum = Distance::add(sum, larger(query[k] - low[k], high[k] - query[k]));
  return sum;
}

// The nearest so far, ascending; equal distances by place in the tree.
class Candidates {
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

}  // namespace

Neighbours::Neighbours(const double* points, std::size_t n, std::size_t d, Metric metric, Isa isa)
    : n_(n),
      d_(d),
      metric_(metric),
      distances_(metric == Metric::kChebyshev ? leaf_kernel_for(isa).chebyshev
                                              : leaf_kernel_for(isa).squared_euclidean),
      tree_(points, n, d, kLeafSize, kLeafBlock),
      leaves_(tree_.leaves()),
      coordinates_(padded(n) * d, kInfinity) {
  for (const std::uint32_t leaf : leaves_) {
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
void Neighbours::for_each_place(int threads, const Control& control, const Body& body) const {
  std::atomic<std::size_t> done = 0;
  parallel_for(leaves_.size(), threads, [&](std::size_t i) {
    control.check();
    const KdNode& leaf = tree_.nodes()[leaves_[i]];
    for (std::uint32_t place = leaf.first; place < leaf.end(); ++place) body(place, leaves_[i]);
    const std::size_t now = done += leaf.count;
    control.report(static_cast<double>(now), static_cast<double>(n_));
  });
}

Nearest Neighbours::nearest(std::size_t k, int threads, const Control& control) const {
  return metric_ == Metric::kChebyshev ? nearest_by<Chebyshev>(k, threads, control)
                                       : nearest_by<SquaredEuclidean>(k, threads, control);
}

template <class Distance>
Nearest Neighbours::nearest_by(std::size_t k, int threads, const Control& control) const {
  const auto nodes = tree_.nodes();
  Nearest result{k, std::vector<std::uint32_t>(n_ * k), std::vector<double>(n_ * k)};
  for_each_place(threads, control, [&](std::uint32_t self, std::uint32_t home) {
    thread_local std::vector<double> query;
    query.resize(d_);
    copy_point(nodes[home], self, query.data());
    Candidates candidates(k);
    candidates.clear();
    const auto scan = [&](const KdNode& leaf) {
      double distances[kLeafSize];
      distances_(query.data(), block_of(leaf), padded(leaf.count), d_, distances);
      for (std::uint32_t i = 0; i < leaf.count; ++i) {
        if (distances[i] <= candidates.worst() && leaf.first + i != self)
          candidates.offer(distances[i], leaf.first + i);
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
        return Waiting{index, to_nearest<Distance>(query.data(), tree_.low(index), tree_.high(index), d_)};
      };
      const Waiting left = child(node.left), right = child(node.left + 1);
      const bool left_first = left.nearest <= right.nearest;
      waiting[count++] = left_first ? right : left;
      waiting[count++] = left_first ? left : right;
    }
    const std::size_t at = tree_.order()[self] * k;
    for (std::size_t i = 0; i < k; ++i) {
      result.rows[at + i] = tree_.order()[candidates[i].place];
      result.distances[at + i] = Distance::to_radius(candidates[i].distance);
    }
  });
  return result;
}

std::vector<std::uint32_t> Neighbours::counts(std::span<const double> radii, Within within, int threads,
                                              const Control& control) const {
  std::vector<std::uint32_t> counts(n_);
  for_each_place(threads, control, [&](std::uint32_t place, std::uint32_t home) {
    const std::uint32_t row = tree_.order()[place];
    const double radius = d_ == 1 || metric_ == Metric::kChebyshev ? radii[row] : radii[row] * radii[row];
    // Distances are not negative, so "less than r" is "at most the number before r".
    const double most = within == Within::kLessOrEqual ? radius : std::nextafter(radius, -1.0);
    if (most < 0) return;
    if (d_ == 1) {
      counts[row] = count_on_line(place, most);
      return;
    }
    thread_local std::vector<double> query;
    query.resize(d_);
    copy_point(tree_.nodes()[home], place, query.data());
    const std::uint32_t found = metric_ == Metric::kChebyshev ? count_in_boxes<Chebyshev>(query.data(), most)
                                                              : count_in_boxes<SquaredEuclidean>(query.data(), most);
    counts[row] = found - 1;
  });
  return counts;
}

template <class Distance>
std::uint32_t Neighbours::count_in_boxes(const double* query, double most) const {
  std::uint32_t found = 0;
  std::uint32_t waiting[kDeepest];
  std::size_t count = 0;
  waiting[count++] = 0;
  while (count > 0) {
    const std::uint32_t next = waiting[--count];
    const KdNode& node = tree_.nodes()[next];
    const double* low = tree_.low(next);
    const double* high = tree_.high(next);
    if (to_nearest<Distance>(query, low, high, d_) > most) continue;
    if (to_farthest<Distance>(query, low, high, d_) <= most) {
      found += node.count;
    } else if (node.is_leaf()) {
      double distances[kLeafSize];
      distances_(query, block_of(node), padded(node.count), d_, distances);
      for (std::uint32_t i = 0; i < node.count; ++i) found += distances[i] <= most ? 1 : 0;
    } else {
      waiting[count++] = node.left + 1;
      waiting[count++] = node.left;
    }
  }
  return found;
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
