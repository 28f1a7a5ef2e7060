// The two nearest centers of many rows, once per SIMD level and precision.
// Plain types only: this header is read by code compiled for stronger CPUs than the baseline.
#pragma once

#include <cstddef>
#include <cstdint>

namespace infoflow {

// Centers as the kernels read them: blocks of `lanes` centers, dimension-major inside a block, with half their squared
// norms. Lanes past the last center are at the origin with half norm infinity: they are never nearest.
template <class Real>
struct CenterBlocksOf {
  const Real* coordinates;  // blocks × d × lanes
  const Real* half_norms;   // blocks × lanes
  std::size_t blocks;
  std::size_t d;
};

// Scores are ½‖c‖² − x·c: half the squared distance but for ½‖x‖², which is the same for all centers.
template <class Real>
struct NearestTwo {
  Real score;          // of the nearest
  Real second;         // of the second nearest; infinity where there is one center
  std::int32_t index;  // of the nearest, the lowest where scores are equal
};

// Rows that one call takes at most.
inline constexpr std::size_t kRowsPerTile = 64;

// `rows` points at count ≤ kRowsPerTile rows of d values. Error of a score: (d + 6) ε (‖x‖‖c‖ + ½‖c‖²), ε = 2^-24 or
// 2^-53: every addition of the dot product rounds a partial sum of at most ‖x‖‖c‖ + ½‖c‖². Allocates nothing.
template <class Real>
using FindNearestTwo = void (*)(const Real* const* rows, std::size_t count, const CenterBlocksOf<Real>& centers,
                                NearestTwo<Real>* nearest);

// Squared distances of one row to all centers, blocks × lanes, each to a relative (d + 2) ε: exactly 0 for equal
// points.
template <class Real>
using FindDistances = void (*)(const Real* row, const CenterBlocksOf<Real>& centers, Real* squared_distances);

template <class Real>
struct NearestKernel {
  FindNearestTwo<Real> nearest_two;
  FindDistances<Real> distances;
  std::size_t lanes;
};

extern const NearestKernel<float> nearest_single_baseline;
extern const NearestKernel<double> nearest_double_baseline;
#if defined(INFOFLOW_X86_KERNELS)
extern const NearestKernel<float> nearest_single_avx2;
extern const NearestKernel<double> nearest_double_avx2;
extern const NearestKernel<float> nearest_single_avx512;
extern const NearestKernel<double> nearest_double_avx512;
#endif

}  // namespace infoflow
