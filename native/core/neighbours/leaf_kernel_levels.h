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

// From every point of a leaf to the nearest and to the farthest place of a box.
using BoxDistances = void (*)(const double* low, const double* high, const double* coordinates, std::size_t count,
                              std::size_t d, double* nearest, double* farthest);

// Of one metric.
struct LeafKernel {
  LeafDistances distances;
  BoxDistances box_distances;
};

// By the largest difference of a coordinate, and by the sum of the squared ones.
struct LeafKernels {
  LeafKernel chebyshev;
  LeafKernel squared_euclidean;
};

extern const LeafKernels leaf_kernels_baseline;
#if defined(INFOFLOW_X86_KERNELS)
extern const LeafKernels leaf_kernels_avx2;
extern const LeafKernels leaf_kernels_avx512;
#endif

}  // namespace infoflow
