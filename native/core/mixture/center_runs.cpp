#include "mixture/center_runs.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include "math/power_of_two.h"
#include "mixture/kernel.h"

namespace infoflow {

namespace {

constexpr std::size_t kCentersPerRun = 32;  // a multiple of every level's lanes
constexpr std::size_t kRunsPerGroup = 32;
constexpr std::size_t kQueriesPerTile = 16;
// Of the search for near centers, which reads whole groups.
constexpr std::size_t kQueriesPerSearch = 64;
// Where more than this share of the pairs of so many queries was near, all are summed: long passes over the centers are
// faster.
constexpr double kMostNear = 0.9;
constexpr std::size_t kQueriesThatTell = 64;

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

void CenterRuns::assign(const double* points, std::span<const std::size_t> rows, std::span<const double> weights,
                        const Control& control) {
  centers_.assign(points, rows, weights, control);
  least_weight_ = *std::min_element(weights.begin(), weights.end());
  runs_.clear();
  groups_.clear();
  weight_of_run_.clear();
  std::vector<double> of_run;
  std::optional<Box> group;
  for (std::size_t first = 0; first < rows.size(); first += kCentersPerRun) {
    control.check_at(first);
    of_run.clear();
    const std::size_t size = std::min(kCentersPerRun, rows.size() - first);
    const auto of_these = weights.subspan(first, size);
    weight_of_run_.push_back(std::accumulate(of_these.begin(), of_these.end(), 0.0));
    for (const std::size_t row : rows.subspan(first, size)) {
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

// A run that is near some queries, and its squared distance from their box.
struct CenterRuns::NearRun {
  std::size_t run;
  double distance;
};

std::size_t CenterRuns::add_sums(const double* queries, const double* offsets, std::size_t count,
                                 const Skipping& skipping, double* sums, const Control& control) const {
  std::vector<double> of_tile(kQueriesPerTile);
  std::size_t summed = 0;  // queries times runs
  for (std::size_t query = 0; query < count;) {
    const bool mostly_near = static_cast<double>(summed) > kMostNear * static_cast<double>(query * runs_.size());
    if (skipping.share == 0 || (mostly_near && query >= kQueriesThatTell)) {
      add_runs(queries + query * d_, offsets + query, count - query, 0, runs_.size(), sums + query, control);
      summed += (count - query) * runs_.size();
      break;
    }
    const std::size_t here = std::min(kQueriesPerTile, count - query);
    std::fill(of_tile.begin(), of_tile.end(), 0.0);
    summed += here * add_near(queries + query * d_, offsets + query, here, skipping, of_tile.data(), control);
    for (std::size_t i = 0; i < here; ++i) sums[query + i] += of_tile[i];
    query += here;
  }
  return summed * kCentersPerRun;
}

// One half of what may be skipped goes to runs that are too far whatever the sums are. The other half goes to the
// farthest of the others, as many as the sums over the nearest allow.
std::size_t CenterRuns::add_near(const double* queries, const double* offsets, std::size_t count,
                                 const Skipping& skipping, double* sums, const Control& control) const {
  const double largest_offset = *std::max_element(offsets, offsets + count);
  // And half a bit for the rounding of distances near the limits.
  const double half = std::ilogb(skipping.share) - 1.5;
  const double reach = largest_offset - std::ilogb(skipping.least_sum) - half;
  const std::vector<NearRun> near = runs_within(reach, Box(queries, count, d_));
  std::size_t summed = 0;
  // Those beyond one limit up to another; runs beside each other go to the kernel together.
  const auto add_between = [&](double above, double limit) {
    for (std::size_t i = 0; i < near.size();) {
      if (!(near[i].distance > above && near[i].distance <= limit)) {
        ++i;
        continue;
      }
      const std::size_t first = near[i].run;
      std::size_t end = first;
      for (; i < near.size() && near[i].run == end && near[i].distance > above && near[i].distance <= limit; ++i) ++end;
      add_runs(queries, offsets, count, first, end, sums, control);
      summed += end - first;
    }
  };
  const double first_limit = largest_offset + 2;
  add_between(-1, first_limit);
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < count; ++i) least = std::min(least, std::ilogb(sums[i]) - offsets[i]);
  add_between(first_limit, limit_of(near, half + least));
  return summed;
}

double CenterRuns::limit_of(std::span<const NearRun> near, double allowed) const {
  constexpr std::size_t kSteps = 128;
  double farthest = 0;
  for (const NearRun& run : near) farthest = std::max(farthest, run.distance);
  // Weights by the whole part of how much nearer than the farthest a run is.
  std::array<double, kSteps> weights{};
  for (const NearRun& run : near) {
    const double nearer = std::min(farthest - run.distance, static_cast<double>(kSteps - 1));
    weights[static_cast<std::size_t>(nearer)] += weight_of_run_[run.run];
  }
  // In units of 2^-farthest.
  const double most = power_of_two(std::min(allowed + farthest, 900.0));
  double skipped = 0;
  std::size_t step = 0;
  for (; step + 1 < kSteps; ++step) {
    skipped += std::ldexp(weights[step], static_cast<int>(step) + 1);
    if (skipped > most) break;
  }
  return farthest - static_cast<double>(step);
}

void CenterRuns::add_runs(const double* queries, const double* offsets, std::size_t count, std::size_t first,
                          std::size_t end, double* sums, const Control& control) const {
  const std::size_t stride = pairs_per_look(d_) / (count * kCentersPerRun) + 1;
  for (std::size_t run = first; run < end; run += stride) {
    control.check();
    kernel_.pair_sum(queries, offsets, count, blocks_of(run, std::min(run + stride, end)), sums);
  }
}

std::vector<CenterRuns::NearRun> CenterRuns::runs_within(double reach, const Box& box) const {
  std::vector<NearRun> near;
  for (std::size_t group = 0; group < groups_.size(); ++group) {
    if (groups_.distance(box, group) > reach) continue;
    for (std::size_t run = first_run(group); run < first_run(group + 1); ++run) {
      const double distance = runs_.distance(box, run);
      if (distance <= reach) near.push_back({run, distance});
    }
  }
  return near;
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
    const std::size_t here = std::min(kQueriesPerSearch, count - first);
    const double* const tile = queries + first * d_;
    const Box box(tile, here, d_);
    const auto look = [&](std::size_t run, std::size_t end) {
      control.check();
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
