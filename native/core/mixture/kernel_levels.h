// The pair sum at the heart of everything, Σ_j w_j 2^(a_i − ‖y_i − c_j‖²) for many queries y_i, once per SIMD level.
// Plain types only: this header is read by code compiled for stronger CPUs than the baseline.
#pragma once

#include <cstddef>

namespace infoflow {

// Centers as the kernels read them: blocks of `lanes` centers, dimension-major inside a block. `weights` has one
// entry a lane; lanes past the last center repeat it with weight 0.
struct CenterBlocks {
  const double* coordinates;  // blocks × d × lanes
  const double* weights;      // blocks × lanes
  std::size_t blocks;
  std::size_t d;
};

// sums[i] += Σ over the blocks of w_j 2^(offsets[i] − ‖queries[i] − c_j‖²), i < count; queries is count × d.
// Exponents must stay below 1000; terms below 2^-1000 count as 0. Relative error of a sum: 5e-15 of the exp2, plus
// 2^-53 · (d + 2) · (exponents of the terms that matter), plus the additions: below 1e-14 for every layout.
// A query's sum does not depend on the queries beside it. Allocates nothing.
using PairSum = void (*)(const double* queries, const double* offsets, std::size_t count, const CenterBlocks& centers,
                         double* sums);

void pair_sum_baseline(const double*, const double*, std::size_t, const CenterBlocks&, double*);
extern const std::size_t lanes_baseline;

#if defined(INFOFLOW_X86_KERNELS)
void pair_sum_avx2(const double*, const double*, std::size_t, const CenterBlocks&, double*);
extern const std::size_t lanes_avx2;
void pair_sum_avx512(const double*, const double*, std::size_t, const CenterBlocks&, double*);
extern const std::size_t lanes_avx512;
#endif

}  // namespace infoflow
