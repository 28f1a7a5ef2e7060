// What each condition contributes to the mutual information.
#pragma once

#include <vector>

#include "estimate/estimate.h"

namespace infoflow {

struct PointwiseInformation {
  // By group, in order of first rows; without labels by row. In nats; standard errors of the draws alone.
  std::vector<double> values;
  std::vector<double> standard_errors;
  std::size_t draws = 0;
};

// i(g) = E[log p(T|g) / p(T) | g], whose mean over the groups' probabilities is I(G;T); never negative but for the
// draws. Of the request, its rows, first condition, draws (in all; at least two around each center), seed, threads and
// isa count. Cost: O(draws × centers × d).
PointwiseInformation pointwise_information(Request request, const Control& control);

}  // namespace infoflow
