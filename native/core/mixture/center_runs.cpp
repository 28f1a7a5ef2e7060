#include "mixture/center_runs.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace infoflow {

namespace {

constexpr std::size_t kCentersPerRun = 32;  // a multiple of every level's lanes
constexpr std::size_t kRunsPerGroup = 32;
constexpr std::size_t kQueriesPerTile = 16;
// Of the search for near centers, which reads whole groups.
constexpr std::size_t kQueriesPerSearch = 64;
// Where more than this share of the pairs is near, so far, all are summed: long passes over the centers are faster.
constexpr double kMostNear = 0.9;
// Pairs between two looks at the cancel flag: a few milliseconds.
constexpr std::size_t kPairsPerLook = std::size_t{1} << 22;

}  // namespace

struct CenterRuns::Box {
  std::vector<double> low, high;

  Box(const double* points, std::size_t count, std::size_t d) : low(points, points + d), high(low) {
    for (std::size_t i = 1; i < count; ++i) {
      for (std::size_t k = 0; k < d; ++k) {
        low[k] = std::min(low[k], points[i * d + k]);
        high[k] = std::max(high[k], points[i * d + k]);
      }
    }
  }

  void include(const Box& other) {
    for (std::size_t k = 0; k < low.size(); ++k) {
      low[k] = std::min(low[k], other.low[k]);
      high[k] = std::max(high[k], other.high[k]);
    }
  }
};

void CenterRuns::Boxes::add(const Box& box) {
  ends_.insert(ends_.end(), box.low.begin(), box.low.end());
  ends_.insert(ends_.end(), box.high.begin(), box.high.end());
}

double CenterRuns::Boxes::distance(const Box& box, std::size_t i) const {
  const double* low = ends_.data() + 2 * i * d_;
  const double* high = low + d_;
  double squared = 0;
  for (std::size_t k = 0; k < d_; ++k) {
    const double gap = std::max({low[k] - box.high[k], box.low[k] - high[k], 0.0});
    squared += gap * gap;
  }
  return squared;
}

double CenterRuns::Boxes::distance_of_middles(const Box& box, std::size_t i) const {
  const double* low = ends_.data() + 2 * i * d_;
  const double* high = low + d_;
  double squared = 0;
  for (std::size_t k = 0; k < d_; ++k) {
    const double difference = (low[k] + high[k] - box.low[k] - box.high[k]) / 2;
    squared += difference * difference;
  }
  return squared;
}

void CenterRuns::assign(const double* points, std::span<const std::size_t> rows, std::span<const double> weights) {
  centers_.assign(points, rows, weights);
  least_exponent_ = std::ilogb(*std::min_element(weights.begin(), weights.end()));
  runs_.clear();
  groups_.clear();
  std::vector<double> of_run;
  std::optional<Box> group;
  for (std::size_t first = 0; first < rows.size(); first += kCentersPerRun) {
    of_run.clear();
    for (const std::size_t row : rows.subspan(first, std::min(kCentersPerRun, rows.size() - first))) {
      of_run.insert(of_run.end(), points + row * d_, points + (row + 1) * d_);
    }
    const Box box(of_run.data(), of_run.size() / d_, d_);
    runs_.add(box);
    if (group) {
      group->include(box);
    } else {
      group = box;
    }
    if (runs_.size() % kRunsPerGroup == 0) {
      groups_.add(*group);
      group.reset();
    }
  }
  if (group) groups_.add(*group);
}

std::size_t CenterRuns::first_run(std::size_t group) const { return std::min(group * kRunsPerGroup, runs_.size()); }

CenterBlocks CenterRuns::blocks_of(std::size_t run, std::size_t end) const {
  const std::size_t per_run = kCentersPerRun / kernel_.lanes, first = run * per_run;
  return centers_.view(first, std::min(end * per_run, centers_.blocks()) - first);
}

// Runs first, …, end − 1 for the tile of queries that begins at `query`.
struct CenterRuns::Range {
  std::size_t query;
  std::size_t queries;
  std::size_t first;
  std::size_t end;
};

void CenterRuns::add_sums(const double* queries, const double* offsets, std::size_t count, double skipped, double* sums,
                          const Control& control) const {
  // Half a bit for the rounding of distances near the limit.
  const double limit = least_exponent_ + std::ilogb(skipped) - 0.5;
  std::vector<Range> near;
  for (std::size_t query = 0, pairs = 0; query < count;) {
    const std::size_t here = std::min(kQueriesPerTile, count - query), known = near.size();
    append_near(queries, offsets, query, here, limit, near);
    for (std::size_t r = known; r < near.size(); ++r) pairs += here * (near[r].end - near[r].first);
    query += here;
    if (static_cast<double>(pairs) > kMostNear * static_cast<double>(query * runs_.size())) {
      near = {{0, count, 0, runs_.size()}};
      break;
    }
  }

  for (const Range& range : near) {
    const std::size_t stride = kPairsPerLook / (range.queries * kCentersPerRun) + 1;
    for (std::size_t run = range.first; run < range.end; run += stride) {
      control.check();
      kernel_.pair_sum(queries + range.query * d_, offsets + range.query, range.queries,
                       blocks_of(run, std::min(run + stride, range.end)), sums + range.query);
    }
  }
}

void CenterRuns::append_near(const double* queries, const double* offsets, std::size_t first, std::size_t count,
                             double limit, std::vector<Range>& near) const {
  const Box box(queries + first * d_, count, d_);
  const double reach = *std::max_element(offsets + first, offsets + first + count) - limit;
  const std::size_t known = near.size();
  for (std::size_t group = 0; group < groups_.size(); ++group) {
    if (groups_.distance(box, group) > reach) continue;
    for (std::size_t run = first_run(group); run < first_run(group + 1); ++run) {
      if (runs_.distance(box, run) > reach) continue;
      // Runs beside each other go to the kernel together.
      if (near.size() > known && near.back().end == run) {
        ++near.back().end;
      } else {
        near.push_back({first, count, run, run + 1});
      }
    }
  }
}

std::size_t CenterRuns::central_run(const Box& box) const {
  const auto nearest = [&](const Boxes& boxes, std::size_t first, std::size_t end) {
    std::size_t found = first;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = first; i < end; ++i) {
      const double squared = boxes.distance_of_middles(box, i);
      if (squared >= least) continue;
      least = squared;
      found = i;
    }
    return found;
  };
  const std::size_t group = nearest(groups_, 0, groups_.size());
  return nearest(runs_, first_run(group), first_run(group + 1));
}

void CenterRuns::distances_to_near_centers(const double* queries, std::size_t count, double* distances,
                                           const Control& control) const {
  constexpr double kMostNearer = 900;
  std::fill(distances, distances + count, std::numeric_limits<double>::infinity());
  for (std::size_t first = 0; first < count; first += kQueriesPerSearch) {
    control.check();
    const std::size_t here = std::min(kQueriesPerSearch, count - first);
    const double* const tile = queries + first * d_;
    const Box box(tile, here, d_);
    const auto look = [&](std::size_t run, std::size_t end) {
      kernel_.nearest_distances(tile, here, blocks_of(run, end), distances + first);
      return *std::max_element(distances + first, distances + first + here) - kMostNearer;
    };
    const std::size_t central = central_run(box);
    double most = look(central, central + 1);
    for (std::size_t group = 0; group < groups_.size() && most > 0; ++group) {
      if (groups_.distance(box, group) < most) most = look(first_run(group), first_run(group + 1));
    }
  }
}

}  // namespace infoflow
