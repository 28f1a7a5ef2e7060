#include "estimate/group_sums.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace infoflow {

namespace {

// Groups with parts up to this many centers are laid out when they are needed; larger ones once.
constexpr std::size_t kSmallPart = 64;

std::vector<std::size_t> chosen(std::span<const std::size_t> from, std::span<const std::size_t> which) {
  std::vector<std::size_t> result;
  for (const std::size_t i : which) result.push_back(from[i]);
  return result;
}

void put_back(const std::vector<double>& rows, std::span<const std::size_t> which, std::size_t width,
              std::vector<double>& into) {
  for (std::size_t i = 0; i < which.size(); ++i) {
    std::copy_n(&rows[i * width], width, &into[which[i] * width]);
  }
}

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
    for (const Components& part : groups[g]) {
      for (const double weight : part.weights) least_weight_ = std::min(least_weight_, weight);
    }
    const bool large = std::any_of(groups[g].begin(), groups[g].end(),
                                   [](const Components& part) { return part.centers.size() > kSmallPart; });
    if (!large) continue;
    for (const Components& part : groups[g]) {
      if (!clusters.empty()) {
        coarse_[g].emplace_back(centers, d, part, clusters, kernel_, control);
        continue;
      }
      auto& runs = large_[g].emplace_back(d, kernel_);
      if (!part.centers.empty()) runs.assign(centers.data(), part.centers, part.weights, control);
    }
  }
}

std::vector<double> GroupSums::sums(const Points& points, std::span<const std::size_t> group_of_point,
                                    std::size_t* pairs) const {
  std::vector<double> result = sums_less({kSkippedTerms, least_weight_}, points, group_of_point, pairs);
  std::vector<std::size_t> bare;
  for (std::size_t p = 0; p < points.size(); ++p) {
    if (is_bare(result, p)) bare.push_back(p);
  }
  if (bare.empty()) return result;
  const auto whole = sums_less({}, points.subset(bare), chosen(group_of_point, bare), pairs);
  put_back(whole, bare, parts_, result);
  return result;
}

std::vector<double> GroupSums::sums_of_all(const Points& points, std::span<const std::size_t> group_of_point,
                                           std::span<const double> shares, std::vector<double>& all,
                                           std::size_t* pairs) const {
  SumsOfAll result = sums_of_all_less(kSkippedTerms, points, group_of_point, shares, pairs);
  std::vector<std::size_t> bare;
  for (std::size_t p = 0; p < points.size(); ++p) {
    if (is_bare(result.own, p) || is_bare(result.all, p)) bare.push_back(p);
  }
  if (!bare.empty()) {
    const auto whole = sums_of_all_less(0, points.subset(bare), chosen(group_of_point, bare), shares, pairs);
    put_back(whole.own, bare, parts_, result.own);
    put_back(whole.all, bare, parts_, result.all);
  }
  all = std::move(result.all);
  return std::move(result.own);
}

std::vector<double> GroupSums::sums_less(const CenterRuns::Skipping& skipping, const Points& points,
                                         std::span<const std::size_t> group_of_point, std::size_t* pairs) const {
  // Points of one group go to the kernel together, those that lie together beside each other.
  std::vector<std::size_t> order(points.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(group_of_point[a], points.centers[a]) < std::pair(group_of_point[b], points.centers[b]);
  });

  std::vector<double> result(points.size() * parts_);
  BlockedCenters small(d_, kernel_.lanes);
  double summed = 0;
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    const std::size_t group = group_of_point[order[begin]];
    while (end < order.size() && group_of_point[order[end]] == group) ++end;
    const Points of_group = points.subset(std::span(order).subspan(begin, end - begin));
    std::vector<double> sums(end - begin);
    for (std::size_t part = 0; part < parts_; ++part) {
      std::fill(sums.begin(), sums.end(), 0.0);
      const Components& components = groups_[group][part];
      const auto count = static_cast<double>(of_group.size());
      if (!large_[group].empty()) {
        summed += static_cast<double>(large_[group][part].add_sums(
            of_group.coordinates.data(), of_group.exponents.data(), of_group.size(), skipping, sums.data(), control_));
      } else if (!coarse_[group].empty()) {
        coarse_[group][part].add_sums(of_group, sums);
        summed += count * coarse_[group][part].pairs();
      } else if (!components.centers.empty()) {
        small.assign(centers_.data(), components.centers, components.weights, control_);
        add_whole(of_group, small, sums);
        summed += count * static_cast<double>(components.centers.size());
      }
      for (std::size_t k = begin; k < end; ++k) result[order[k] * parts_ + part] = sums[k - begin];
    }
  }
  if (pairs != nullptr) *pairs += static_cast<std::size_t>(summed);
  return result;
}

GroupSums::SumsOfAll GroupSums::sums_of_all_less(double skipped, const Points& points,
                                                 std::span<const std::size_t> group_of_point,
                                                 std::span<const double> shares, std::size_t* pairs) const {
  // Of what is skipped in all groups together, the point's own center has its share too.
  const CenterRuns::Skipping skipping{skipped, least_weight_ * *std::min_element(shares.begin(), shares.end())};
  SumsOfAll result{std::vector<double>(points.size() * parts_), std::vector<double>(points.size() * parts_)};
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    const auto of_group = sums_less(skipping, points, std::vector<std::size_t>(points.size(), g), pairs);
    for (std::size_t i = 0; i < of_group.size(); ++i) {
      result.all[i] += shares[g] * of_group[i];
      if (group_of_point[i / parts_] == g) result.own[i] = of_group[i];
    }
  }
  return result;
}

bool GroupSums::is_bare(const std::vector<double>& sums, std::size_t point) const {
  if (parts_ == 1) return false;
  constexpr double kLeastLeft = kSkippedTerms / kSkippedTermsWithoutPart;
  const auto of_point = std::span(sums).subspan(point * parts_, parts_);
  const double sum = std::accumulate(of_point.begin(), of_point.end(), 0.0);
  return sum - *std::max_element(of_point.begin(), of_point.end()) < kLeastLeft * sum;
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

void GroupSums::add_whole(const Points& points, const BlockedCenters& centers, std::span<double> sums) const {
  const std::size_t stride = pairs_per_look(d_) / (points.size() * kernel_.lanes) + 1;
  for (std::size_t b = 0; b < centers.blocks(); b += stride) {
    if (control_.cancelled) throw Cancelled{};
    const auto view = centers.view(b, std::min(stride, centers.blocks() - b));
    kernel_.pair_sum(points.coordinates.data(), points.exponents.data(), points.size(), view, sums.data());
  }
}

}  // namespace infoflow
