#include "clustering/lloyd.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "clustering/assigner.h"
#include "clustering/cluster_sums.h"
#include "clustering/squared_distance.h"
#include "parallel/parallel_for.h"

namespace infoflow {

namespace {

// Rows are split into segments that depend on n, k and d only. Each has sums of its own, so their number is bounded.
constexpr std::size_t kMostSegments = 64;
constexpr std::size_t kLeastWork = std::size_t{1} << 20;  // coordinates of pairs of row and center
constexpr std::size_t kBytesOfSums = std::size_t{64} << 20;

template <class Real>
class Lloyd {
 public:
  Lloyd(const Rows<Real>& rows, std::span<const double> weights, std::vector<double> start,
        const LloydSettings& settings, const Control& control)
      : rows_(rows),
        weights_(weights),
        settings_(settings),
        control_(control),
        k_(start.size() / rows.d),
        centers_(std::move(start)),
        labels_(rows.n, -1),
        at_most_(rows.n, std::numeric_limits<float>::infinity()),
        others_least_(rows.n, 0.0f),
        moves_(k_, 0.0f),
        total_(k_, rows.d) {
    const std::size_t affordable = kBytesOfSums / (k_ * rows.d * sizeof(double)) + 1;
    const std::size_t worthwhile = rows.n * rows.d * k_ / kLeastWork + 1;
    const std::size_t wanted = std::min({affordable, kMostSegments, worthwhile, rows.n});
    rows_per_segment_ = (rows.n + wanted - 1) / wanted;
    segments_.assign((rows.n + rows_per_segment_ - 1) / rows_per_segment_, Segment(k_, rows.d));
  }

  Clustering run() {
    Clustering result;
    bool same_labels = false;
    while (result.iterations < settings_.max_iterations && !result.converged) {
      control_.report(static_cast<double>(result.iterations), static_cast<double>(settings_.max_iterations));
      ++result.iterations;
      same_labels = assign_all() == 0;
      const double shift = move_centers();
      result.converged = same_labels || shift <= settings_.tolerance;
    }
    // The labels are then those of the centers returned.
    if (!same_labels) assign_all();
    result.inertia = inertia();
    result.labels = std::move(labels_);
    result.centers = std::move(centers_);
    return result;
  }

 private:
  struct Segment {
    Segment(std::size_t k, std::size_t d) : sums(k, d) {}
    ClusterSums sums;
    std::size_t changes = 0;
  };

  double weight(std::size_t i) const { return weights_.empty() ? 1 : weights_[i]; }

  template <class Body>
  void for_segments(const Body& body) const {
    parallel_for(segments_.size(), settings_.threads, [&](std::size_t s) {
      body(s, s * rows_per_segment_, std::min(rows_.n, (s + 1) * rows_per_segment_));
    });
  }

  // Gives every row its nearest center and brings the sums up to date; the number of rows that changed theirs.
  std::size_t assign_all() {
    const Assigner<Real> assigner(centers_, rows_.d, settings_.isa);
    const auto apart = half_distances(assigner);
    const auto [farthest, next] = largest_moves();
    for_segments([&](std::size_t s, std::size_t first, std::size_t end) {
      Segment& segment = segments_[s];
      segment.sums.clear();
      segment.changes = 0;
      std::array<std::size_t, kRowsPerTile> tile;
      std::size_t waiting = 0;
      for (std::size_t i = first; i < end; ++i) {
        if (labels_[i] >= 0) {
          const auto own = static_cast<std::size_t>(labels_[i]);
          at_most_[i] = (at_most_[i] + moves_[own]) * kUp;
          others_least_[i] = (others_least_[i] - moves_[own == farthest ? next : farthest]) * kDown;
          if (at_most_[i] < std::max(others_least_[i], apart[own])) continue;
        }
        tile[waiting++] = i;
        if (waiting == kRowsPerTile) {
          assign_tile(assigner, {tile.data(), waiting}, segment);
          waiting = 0;
        }
      }
      if (waiting > 0) assign_tile(assigner, {tile.data(), waiting}, segment);
    });
    std::size_t changes = 0;
    for (const Segment& segment : segments_) {
      if (segment.changes > 0) total_.add(segment.sums);
      changes += segment.changes;
    }
    total_.clear_empty();
    return changes;
  }

  void assign_tile(const Assigner<Real>& assigner, std::span<const std::size_t> tile, Segment& segment) {
    control_.check();
    std::array<const Real*, kRowsPerTile> rows;
    std::array<Real, kRowsPerTile> norms;
    for (std::size_t t = 0; t < tile.size(); ++t) {
      rows[t] = rows_.row(tile[t]);
      norms[t] = rows_.norms[tile[t]];
    }
    std::array<Assigned, kRowsPerTile> assigned;
    assigner.assign(rows.data(), norms.data(), tile.size(), assigned.data());
    for (std::size_t t = 0; t < tile.size(); ++t) {
      const std::size_t i = tile[t];
      at_most_[i] = assigned[t].at_most;
      others_least_[i] = assigned[t].others_least;
      if (labels_[i] == assigned[t].center) continue;
      if (labels_[i] >= 0) segment.sums.add(labels_[i], rows[t], -weight(i));
      labels_[i] = assigned[t].center;
      segment.sums.add(labels_[i], rows[t], weight(i));
      ++segment.changes;
    }
  }

  // Half the distance from each center to its nearest other one, at most: rows nearer than that are assigned.
  std::vector<float> half_distances(const Assigner<Real>& assigner) const {
    std::vector<float> half(k_);
    parallel_for((k_ + kRowsPerTile - 1) / kRowsPerTile, settings_.threads, [&](std::size_t b) {
      const std::size_t first = b * kRowsPerTile, count = std::min(kRowsPerTile, k_ - first);
      std::vector<Real> values(count * rows_.d);
      std::array<const Real*, kRowsPerTile> rows;
      std::array<Real, kRowsPerTile> norms;
      for (std::size_t j = 0; j < count; ++j) {
        double square = 0;
        for (std::size_t i = 0; i < rows_.d; ++i) {
          const double c = centers_[(first + j) * rows_.d + i];
          values[j * rows_.d + i] = static_cast<Real>(c);
          square += c * c;
        }
        rows[j] = values.data() + j * rows_.d;
        norms[j] = static_cast<Real>(std::sqrt(square));
      }
      std::array<Assigned, kRowsPerTile> assigned;
      assigner.assign(rows.data(), norms.data(), count, assigned.data());
      for (std::size_t j = 0; j < count; ++j) half[first + j] = assigned[j].others_least / 2;
    });
    return half;
  }

  // The centers that moved farthest and next farthest.
  std::pair<std::size_t, std::size_t> largest_moves() const {
    std::size_t farthest = 0, next = 0;
    for (std::size_t j = 1; j < k_; ++j) {
      if (moves_[j] > moves_[farthest]) {
        next = farthest;
        farthest = j;
      } else if (next == farthest || moves_[j] > moves_[next]) {
        next = j;
      }
    }
    return {farthest, next};
  }

  // Puts the centers into the means of their rows; the sum of the squared moves.
  double move_centers() {
    ClusterSums sums = total_;
    relocate_empty(sums);
    double shift = 0;
    for (std::size_t j = 0; j < k_; ++j) {
      double square = 0;
      for (std::size_t i = 0; i < rows_.d && sums.weights[j] > 0; ++i) {
        double& c = centers_[j * rows_.d + i];
        const double mean = sums.sums[j * rows_.d + i] / sums.weights[j];
        square += (mean - c) * (mean - c);
        c = mean;
      }
      moves_[j] = static_cast<float>(std::sqrt(square)) * kUp + std::numeric_limits<float>::min();
      shift += square;
    }
    return shift;
  }

  void relocate_empty(ClusterSums& sums) const {
    std::vector<std::size_t> empty;
    for (std::size_t j = 0; j < k_; ++j) {
      if (sums.rows[j] == 0) empty.push_back(j);
    }
    if (empty.empty()) return;
    const auto squares = own_squares();
    std::vector<std::size_t> candidates(rows_.n);
    std::iota(candidates.begin(), candidates.end(), std::size_t{0});
    std::erase_if(candidates, [&](std::size_t i) { return squares[i] == 0 || weight(i) == 0; });
    const auto count = static_cast<std::ptrdiff_t>(std::min(empty.size(), candidates.size()));
    std::partial_sort(
        candidates.begin(), candidates.begin() + count, candidates.end(),
        [&](std::size_t a, std::size_t b) { return squares[a] != squares[b] ? squares[a] > squares[b] : a < b; });
    for (std::size_t e = 0; e < static_cast<std::size_t>(count); ++e) {
      const std::size_t i = candidates[e];
      sums.add(labels_[i], rows_.row(i), -weight(i));
      sums.add(static_cast<std::int32_t>(empty[e]), rows_.row(i), weight(i));
    }
    sums.clear_empty();
  }

  // Squared distances of all rows to their own centers.
  std::vector<double> own_squares() const {
    std::vector<double> squares(rows_.n);
    for_segments([&](std::size_t, std::size_t first, std::size_t end) {
      for (std::size_t i = first; i < end; ++i) squares[i] = own_square(i);
    });
    return squares;
  }

  double own_square(std::size_t i) const {
    return squared_distance(rows_.row(i), centers_.data() + static_cast<std::size_t>(labels_[i]) * rows_.d, rows_.d);
  }

  double inertia() const {
    std::vector<double> of_segment(segments_.size());
    for_segments([&](std::size_t s, std::size_t first, std::size_t end) {
      for (std::size_t i = first; i < end; ++i) of_segment[s] += weight(i) * own_square(i);
    });
    return std::accumulate(of_segment.begin(), of_segment.end(), 0.0);
  }

  // Bounds are floats: every sum of two is rounded away from the truth.
  static constexpr float kUp = 1 + 0x1p-22f;
  static constexpr float kDown = 1 - 0x1p-22f;

  const Rows<Real>& rows_;
  std::span<const double> weights_;
  const LloydSettings& settings_;
  const Control& control_;
  std::size_t k_;
  std::vector<double> centers_;
  std::vector<std::int32_t> labels_;
  std::vector<float> at_most_;
  std::vector<float> others_least_;
  std::vector<float> moves_;
  ClusterSums total_;
  std::size_t rows_per_segment_;
  std::vector<Segment> segments_;
};

}  // namespace

template <class Real>
Clustering lloyd(const Rows<Real>& rows, std::span<const double> weights, std::vector<double> start,
                 const LloydSettings& settings, const Control& control) {
  return Lloyd<Real>(rows, weights, std::move(start), settings, control).run();
}

template Clustering lloyd(const Rows<float>&, std::span<const double>, std::vector<double>, const LloydSettings&,
                          const Control&);
template Clustering lloyd(const Rows<double>&, std::span<const double>, std::vector<double>, const LloydSettings&,
                          const Control&);

}  // namespace infoflow
