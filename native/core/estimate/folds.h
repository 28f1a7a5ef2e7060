// Rows dealt into cross-validation folds: what a density may be built from, and what it is tested on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "estimate/conditions.h"
#include "estimate/estimate.h"

namespace infoflow {

// The rows of one condition, group by group, fold by fold.
struct FoldedCondition {
  std::vector<std::size_t> group_of_row;
  std::vector<Parts> groups;                     // weights are the rows' own: a group's sum to its probability
  std::vector<std::vector<double>> fold_weight;  // groups × folds
  std::vector<double> weight;                    // of each group

  std::size_t size() const { return groups.size(); }
};

struct FoldedRows {
  std::size_t folds = 0;  // at least 2
  std::vector<std::size_t> fold_of_row;
  std::vector<std::size_t> center_of_row;
  std::vector<double> weight_of_row;
  FoldedCondition all;  // one group
  std::vector<FoldedCondition> conditions;
  // The finest groups, each with a Gaussian of its own: those of the first condition, or all rows as one.
  const FoldedCondition& cells() const { return conditions.empty() ? all : conditions.front(); }
};

// Deals the rows of each cell into folds, in an order that the seed decides, as evenly as can be. Each condition's
// groups must be unions of those of the first. Nothing where a cell has only one row: it cannot be held out.
// `labels`: those of the conditions that are not exact. Rows of weight 0 take no part.
bool fold_rows(const GroupedMixture& mixture, std::span<const double> weights,
               const std::vector<const std::vector<std::int32_t>*>& labels, std::uint64_t seed, FoldedRows& folded,
               const Control& control);

}  // namespace infoflow
