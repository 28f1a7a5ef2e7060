// Bounds on mutual information, without sampling, from the distances of the centers alone.
#pragma once

#include <cstdint>
#include <vector>

#include "estimate/noisy_rows.h"
#include "estimate/pairwise_bounds.h"

namespace infoflow {

// On h(T) − h(noise), and on the mean over the groups of h(T|group) − h(noise): the information is between
// total.lower − conditional.upper and total.upper − conditional.lower.
struct PairwiseInformation {
  PairwiseBounds total;
  PairwiseBounds conditional;
  std::size_t centers = 0;
};

// `labels`: the group of each row; empty: every row is its own. Cost: O(centers² d).
PairwiseInformation pairwise_information(NoisyRows rows, const std::vector<std::int32_t>& labels, Isa isa, int threads,
                                         const Control& control);

}  // namespace infoflow
