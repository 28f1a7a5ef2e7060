// Density sums over groups of centers, part by part: the whole mixture is a group, and so are the rows of each
// condition. Parts are cross-validation folds; without them a group is one part.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "estimate/conditions.h"
#include "estimate/estimate.h"
#include "estimate/points.h"
#include "mixture/center_runs.h"

namespace infoflow {

// What skipped terms come to at most, of a sum that has the point's own center.
inline constexpr double kSkippedTerms = 0x1p-34;

// The parts of one group; a part may be empty.
using Parts = std::vector<Components>;

class GroupSums {
 public:
  // `centers`: rows of d scaled coordinates that the components name. All three must outlive this object.
  GroupSums(const std::vector<double>& centers, std::size_t d, std::span<const Parts> groups, Isa isa,
            const Control& control);

  // sums[point · parts + part] = Σ_j w_j 2^(s − ‖y − c_j‖²) over that part of the point's own group. Where a group is
  // one part, and so has the point's own center, terms are left out that come to kSkippedTerms of the sum at most.
  std::vector<double> sums(const Points& points, std::span<const std::size_t> group_of_point) const;

  std::size_t parts() const { return parts_; }

 private:
  void add_large(const Points& points, const CenterRuns& runs, std::span<double> sums) const;
  void add_all(const Points& points, const BlockedCenters& centers, std::span<double> sums) const;

  const std::vector<double>& centers_;
  std::size_t d_;
  std::span<const Parts> groups_;
  std::size_t parts_;
  const Kernel& kernel_;
  const Control& control_;
  std::vector<std::vector<CenterRuns>> large_;  // per group its parts; empty for groups laid out when needed
};

}  // namespace infoflow
