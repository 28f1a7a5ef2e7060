// Bounds on mutual information, without sampling, from the distances of the centers alone.
#pragma once

#include "estimate/estimate.h"
#include "estimate/pairwise_bounds.h"

namespace infoflow {

// On h(T) − h(noise), and on the mean over the groups of h(T|group) − h(noise): the information is between
// total.lower − conditional.upper and total.upper − conditional.lower.
struct PairwiseInformation {
  PairwiseBounds total;
  PairwiseBounds conditional;
  double entropy_of_rows = 0;
  double entropy_of_groups = 0;
  std::size_t smallest_group = 0;
  std::size_t centers = 0;
};

// For the first condition of the request. Cost: O(centers² d).
PairwiseInformation pairwise_information(Request request, const Control& control);

}  // namespace infoflow
