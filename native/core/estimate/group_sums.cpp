#include "estimate/group_sums.h"

#include <algorithm>
#include <numeric>

namespace infoflow {

namespace {

// Groups with parts up to this many centers are laid out when they are needed; larger ones once.
constexpr std::size_t kSmallPart = 64;

}  // namespace

GroupSums::GroupSums(const std::vector<double>& centers, std::size_t d, std::span<const Parts> groups, Isa isa,
                     const Control& control, std::span<const std::size_t> clusters)
    : centers_(centers),
      d_(d),
      groups_(groups),
      parts_(groups.front().size()),
      kernel_(kernel_for(isa)),
      control_(control),
      large_(groups.size()),
      coarse_(groups.size()) {
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const bool large = std::any_of(groups[g].begin(), groups[g].end(),
                                   [](const Components& part) { return part.centers.size() > kSmallPart; });
    if (!large) continue;
    for (const Components& part : groups[g]) {
      if (!clusters.empty()) {
        coarse_[g].emplace_back(centers, d, part, clusters, kernel_);
        continue;
      }
      auto& runs = large_[g].emplace_back(d, kernel_);
      if (!part.centers.empty()) runs.assign(centers.data(), part.centers, part.weights);
    }
  }
}

std::vector<double> GroupSums::sums(const Points& points, std::span<const std::size_t> group_of_point,
                                    std::size_t* pairs) const {
  // Points of one group go to the kernel together.
  std::vector<std::size_t> order(points.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return group_of_point[a] < group_of_point[b]; });

  std::vector<double> result(points.size() * parts_);
  BlockedCenters small(d_, kernel_.lanes);
  double summed = 0;
  Points of_group;
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    const std::size_t group = group_of_point[order[begin]];
    of_group.coordinates.clear();
    of_group.exponents.clear();
    of_group.centers.clear();
    for (end = begin; end < order.size() && group_of_point[order[end]] == group; ++end) {
      const double* y = points.coordinates.data() + order[end] * d_;
      of_group.coordinates.insert(of_group.coordinates.end(), y, y + d_);
      of_group.exponents.push_back(points.exponents[order[end]]);
      of_group.centers.push_back(points.centers[order[end]]);
    }
    std::vector<double> sums(end - begin);
    for (std::size_t part = 0; part < parts_; ++part) {
      std::fill(sums.begin(), sums.end(), 0.0);
      const Components& components = groups_[group][part];
      const auto count = static_cast<double>(of_group.size());
      if (!large_[group].empty()) {
        summed += static_cast<double>(add_large(of_group, large_[group][part], sums));
      } else if (!coarse_[group].empty()) {
        coarse_[group][part].add_sums(of_group, sums);
        summed += count * coarse_[group][part].pairs();
      } else if (!components.centers.empty()) {
        small.assign(centers_.data(), components.centers, components.weights);
        add_all(of_group, small, sums);
        summed += count * static_cast<double>(components.centers.size());
      }
      for (std::size_t k = begin; k < end; ++k) result[order[k] * parts_ + part] = sums[k - begin];
    }
  }
  if (pairs != nullptr) *pairs += static_cast<std::size_t>(summed);
  return result;
}

double GroupSums::pairs_of(std::size_t group) const {
  double pairs = 0;
  for (std::size_t part = 0; part < parts_; ++part) {
    if (!coarse_[group].empty()) {
      pairs += coarse_[group][part].pairs();
    } else {
      // Whole blocks are read.
      const std::size_t blocks = (groups_[group][part].centers.size() + kernel_.lanes - 1) / kernel_.lanes;
      pairs += static_cast<double>(blocks * kernel_.lanes);
    }
  }
  return pairs;
}

bool GroupSums::cheaper_than(double whole, std::span<const double> weights) const {
  constexpr double kClearly = 0.9;
  double of_groups = 0, of_own = 0;
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    of_groups += pairs_of(g);
    of_own += weights[g] * pairs_of(g);
  }
  return of_groups < kClearly * (whole + of_own);
}

std::vector<double> GroupSums::sums_of_all(const Points& points, std::span<const std::size_t> group_of_point,
                                           std::vector<double>& all, std::size_t* pairs) const {
  all.assign(points.size() * parts_, 0.0);
  std::vector<double> own(all.size());
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    const auto of_group = sums(points, std::vector<std::size_t>(points.size(), g), pairs);
    for (std::size_t i = 0; i < of_group.size(); ++i) {
      all[i] += of_group[i];
      if (group_of_point[i / parts_] == g) own[i] = of_group[i];
    }
  }
  return own;
}

std::size_t GroupSums::add_large(const Points& points, const CenterRuns& runs, std::span<double> sums) const {
  if (parts_ == 1) {
    return runs.add_sums(points.coordinates.data(), points.exponents.data(), points.size(), kSkippedTerms, sums.data(),
                         control_);
  }
  add_all(points, runs.centers(), sums);
  return points.size() * runs.centers().blocks() * kernel_.lanes;
}

void GroupSums::add_all(const Points& points, const BlockedCenters& centers, std::span<double> sums) const {
  const std::size_t stride = pairs_per_look(d_) / (points.size() * kernel_.lanes) + 1;
  for (std::size_t b = 0; b < centers.blocks(); b += stride) {
    if (control_.cancelled) throw Cancelled{};
    const auto view = centers.view(b, std::min(stride, centers.blocks() - b));
    kernel_.pair_sum(points.coordinates.data(), points.exponents.data(), points.size(), view, sums.data());
  }
}

}  // namespace infoflow
