// Distances between rows and blocks of rows, once per SIMD level.
// Plain types only: this header is read by code compiled for stronger CPUs than the baseline.
#pragma once

#include <cstddef>

namespace infoflow {

// As ClassBlocks of class_rows.h holds them.
struct RowBlocks {
  const double* coordinates;  // blocks × d × lanes
  const double* weights;      // blocks × lanes
  std::size_t blocks;
  std::size_t d;
};

// sums[i] += Σ_j w_j ‖row i − row j‖ over the blocks, for the rows of `rows`, count × d. Relative error of a distance:
// (d + 4) 2^-53.
using DistanceSums = void (*)(const double* rows, std::size_t count, const RowBlocks& blocks, double* sums);

// The same, and to column_sums[place] is added, for every place in the blocks, Σ_i of its distances to all `count`
// rows, whatever its weight.
using MutualDistanceSums = void (*)(const double* rows, std::size_t count, const RowBlocks& blocks, double* sums,
                                    double* column_sums);

// The squared distances of one row to all rows of the blocks, blocks × lanes, whatever their weights, or the distances.
using PairDistances = void (*)(const double* row, const RowBlocks& blocks, double* distances);

struct PairKernel {
  DistanceSums distance_sums;
  MutualDistanceSums mutual_distance_sums;
  PairDistances squared_distances;
  PairDistances distances;
  std::size_t lanes;
};

extern const PairKernel pair_kernel_baseline;
#if defined(INFOFLOW_X86_KERNELS)
extern const PairKernel pair_kernel_avx2;
extern const PairKernel pair_kernel_avx512;
#endif

}  // namespace infoflow
