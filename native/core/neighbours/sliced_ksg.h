// Sliced mutual information: the mean of I(AᵀX; BᵀY) over random orthonormal A and B. Goldfeld and Greenewald, "Sliced
// Mutual Information: A Scalable Measure of Statistical Dependence", NeurIPS 2021 (one dimension); Goldfeld,
// Greenewald, Nuradha, Reeves, "k-Sliced Mutual Information", NeurIPS 2022 (more).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "neighbours/ksg.h"

namespace infoflow {

struct SlicedRequest {
  KsgRequest samples;
  std::size_t projections = 128;
  std::size_t dimension = 1;  // of each projection, at most dx and dy
  std::uint64_t seed = 0;
};

// Each slice's estimate by ksg, in the order of the slices. Slices are computed beside each other, one thread each; the
// bits do not depend on how many. Cost: projections · (n · (dx + dy) · dimension + a search in 2 · dimension).
std::vector<double> sliced_ksg(const SlicedRequest& request, const Control& control);

}  // namespace infoflow
