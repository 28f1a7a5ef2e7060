// Distances from one point to the points of a leaf, once per SIMD level.
// Plain types only: this header is read by code compiled for stronger CPUs than the baseline.
#pragma once

#include <cstddef>

namespace infoflow {

// Leaves are padded to whole blocks of so many points.
inline constexpr std::size_t kLeafBlock = 8;

// Sets distances[i], i < count, from `query` (d values) to point i; coordinates is d × count, count a multiple of
// kLeafBlock. Every level gives the same bits: sums run over the axes in order, without contraction. Allocates nothing.
using LeafDistances = void (*)(const double* query, const double* coordinates, std::size_t count, std::size_t d,
                               double* distances);

// The largest difference of a coordinate, and the sum of the squared ones.
struct LeafKernel {
  LeafDistances chebyshev;
  LeafDistances squared_euclidean;
};

extern const LeafKernel leaf_kernel_baseline;
#if defined(INFOFLOW_X86_KERNELS)
extern const LeafKernel leaf_kernel_avx2;
extern const LeafKernel leaf_kernel_avx512;
#endif

}  // namespace infoflow
