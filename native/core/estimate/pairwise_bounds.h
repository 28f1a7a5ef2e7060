// Bounds on the entropy of a Gaussian mixture from the distances of its centers alone: no sampling, no
// dimension limit. Kolchinsky and Tracey, "Estimating Mixture Entropy with Pairwise Distances", Entropy 19
// (2017) 361, arXiv 1706.02419, eq. 10 with the Kullback–Leibler divergence (upper) and the Bhattacharyya
// distance (lower) of two equal Gaussians.
#pragma once

#include <cstddef>
#include <span>

#include "estimate/estimate.h"

namespace infoflow {

// Bounds on h(mixture) − h(noise), the information of the component about its point, nats.
struct PairwiseBounds {
  double lower = 0;
  double upper = 0;
};

// lower = −Σ_i w_i ln Σ_j w_j exp(−‖c_i − c_j‖²/8σ²), upper the same with 2σ². `points`: rows of d scaled
// coordinates; the mixture's centers are those named by `rows`, with weights that sum to 1. Rounding: that of
// the pair sum, 1e-14 plus 2^-53·(d + 2)·(d + 64), plus 2e-11 from d = 10 on. The same bits for every thread count.
// Cost: 2 m² d for m rows; memory: O(m d), streamed.
PairwiseBounds pairwise_bounds(const double* points, std::size_t d, std::span<const std::size_t> rows,
                               std::span<const double> weights, Isa isa, int threads, const Control& control);

}  // namespace infoflow
