#include "estimate/group_sums.h"

#include <algorithm>
#include <numeric>

namespace infoflow {

namespace {

// Groups with parts up to this many centers are laid out when they are needed; larger ones once.
constexpr std::size_t kSmallPart = 64;
// Pairs between two looks at the cancel flag: a few milliseconds.
constexpr std::size_t kPairsPerLook = std::size_t{1} << 22;

}  // namespace

GroupSums::GroupSums(const std::vector<double>& centers, std::size_t d, std::span<const Parts> groups, Isa isa,
                     const Control& control)
    : centers_(centers),
      d_(d),
      groups_(groups),
      parts_(groups.front().size()),
      kernel_(kernel_for(isa)),
      control_(control),
      large_(groups.size()) {
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const bool large = std::any_of(groups[g].begin(), groups[g].end(),
                                   [](const Components& part) { return part.centers.size() > kSmallPart; });
    if (!large) continue;
    for (const Components& part : groups[g]) {
      auto& runs = large_[g].emplace_back(d, kernel_);
      if (!part.centers.empty()) runs.assign(centers.data(), part.centers, part.weights);
    }
  }
}

std::vector<double> GroupSums::sums(const Points& points, std::span<const std::size_t> group_of_point) const {
  // Points of one group go to the kernel together.
  std::vector<std::size_t> order(points.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return group_of_point[a] < group_of_point[b]; });

  std::vector<double> result(points.size() * parts_);
  BlockedCenters small(d_, kernel_.lanes);
  Points of_group;
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    const std::size_t group = group_of_point[order[begin]];
    of_group.coordinates.clear();
    of_group.exponents.clear();
    for (end = begin; end < order.size() && group_of_point[order[end]] == group; ++end) {
      const double* y = points.coordinates.data() + order[end] * d_;
      of_group.coordinates.insert(of_group.coordinates.end(), y, y + d_);
      of_group.exponents.push_back(points.exponents[order[end]]);
    }
    std::vector<double> sums(end - begin);
    for (std::size_t part = 0; part < parts_; ++part) {
      std::fill(sums.begin(), sums.end(), 0.0);
      const Components& components = groups_[group][part];
      if (!large_[group].empty()) {
        add_large(of_group, large_[group][part], sums);
      } else if (!components.centers.empty()) {
        small.assign(centers_.data(), components.centers, components.weights);
        add_all(of_group, small, sums);
      }
      for (std::size_t k = begin; k < end; ++k) result[order[k] * parts_ + part] = sums[k - begin];
    }
  }
  return result;
}

void GroupSums::add_large(const Points& points, const CenterRuns& runs, std::span<double> sums) const {
  if (parts_ > 1) {
    add_all(points, runs.centers(), sums);
  } else {
    runs.add_sums(points.coordinates.data(), points.exponents.data(), points.size(), kSkippedTerms, sums.data(),
                  control_);
  }
}

void GroupSums::add_all(const Points& points, const BlockedCenters& centers, std::span<double> sums) const {
  const std::size_t stride = kPairsPerLook / (points.size() * kernel_.lanes) + 1;
  for (std::size_t b = 0; b < centers.blocks(); b += stride) {
    if (control_.cancelled) throw Cancelled{};
    const auto view = centers.view(b, std::min(stride, centers.blocks() - b));
    kernel_.pair_sum(points.coordinates.data(), points.exponents.data(), points.size(), view, sums.data());
  }
}

}  // namespace infoflow
