// Density sums over groups of centers, part by part: the whole mixture is a group, and so are the rows of each
// condition. Parts are cross-validation folds; without them a group is one part.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "estimate/coarse_mixture.h"
#include "estimate/conditions.h"
#include "estimate/estimate.h"
#include "estimate/points.h"
#include "mixture/center_runs.h"

namespace infoflow {

// What skipped terms come to at most, of a sum that has the point's own center.
inline constexpr double kSkippedTerms = 0x1p-34;
// And of what is left of such a sum without one of its parts, be it that with the point's own center.
inline constexpr double kSkippedTermsWithoutPart = 0x1p-24;

class GroupSums {
 public:
  // `centers`: rows of d scaled coordinates that the components name. All three must outlive this object. With
  // `clusters` of the centers, large parts are taken in short: see coarse_mixture.h.
  GroupSums(const std::vector<double>& centers, std::size_t d, std::span<const Parts> groups, Isa isa,
            const Control& control, std::span<const std::size_t> clusters = {});

  // sums[point · parts + part] = Σ_j w_j 2^(s − ‖y − c_j‖²) over that part of the point's own group, less terms that
  // come to kSkippedTerms of the group's sum at most, and to kSkippedTermsWithoutPart of it without any one part.
  // Points that lie together, in the order of the centers, leave out more. `pairs`, unless null, is raised by the
  // number of pairs summed, or as many as take as long.
  std::vector<double> sums(const Points& points, std::span<const std::size_t> group_of_point,
                           std::size_t* pairs = nullptr) const;

  std::size_t parts() const { return parts_; }

  // Pairs of a point with a group, where none is skipped, or as many as take as long.
  double pairs_of(std::size_t group) const;
  // Whether a point takes clearly fewer pairs with every group than with all centers, `whole` pairs, and those of its
  // own group again. `weights`: of the groups.
  bool cheaper_than(double whole, std::span<const double> weights) const;
  // Those of each point's own group as of `sums`; `all`: Σ shares[g] · (those of group g), of which it also holds.
  std::vector<double> sums_of_all(const Points& points, std::span<const std::size_t> group_of_point,
                                  std::span<const double> shares, std::vector<double>& all,
                                  std::size_t* pairs = nullptr) const;

 private:
  std::vector<double> sums_less(const CenterRuns::Skipping& skipping, const Points& points,
                                std::span<const std::size_t> group_of_point, std::size_t* pairs) const;
  // What sums_of_all gives, by sums_less.
  struct SumsOfAll {
    std::vector<double> own;
    std::vector<double> all;
  };
  SumsOfAll sums_of_all_less(double skipped, const Points& points, std::span<const std::size_t> group_of_point,
                             std::span<const double> shares, std::size_t* pairs) const;
  // Whether kSkippedTerms of a point's sum may be more than kSkippedTermsWithoutPart of it without one of its parts.
  bool is_bare(const std::vector<double>& sums, std::size_t point) const;
  void add_whole(const Points& points, const BlockedCenters& centers, std::span<double> sums) const;

  const std::vector<double>& centers_;
  std::size_t d_;
  std::span<const Parts> groups_;
  std::size_t parts_;
  const Kernel& kernel_;
  const Control& control_;
  double least_weight_ = 1;  // of all centers, in their groups
  // Per group its parts; empty for groups laid out when needed. One of the two is in use.
  std::vector<std::vector<CenterRuns>> large_;
  std::vector<std::vector<CoarseMixture>> coarse_;
};

}  // namespace infoflow
