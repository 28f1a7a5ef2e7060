// Only headers without inline code of their own may be included here: see kernel_text.h.
#include <immintrin.h>

#include <cstddef>
#include <cstdint>

#include "mixture/kernel_levels.h"

namespace infoflow {

namespace {

#include "simd/exp2.h"
#include "simd/vector_avx2.h"

#include "mixture/kernel_text.h"

}  // namespace

void pair_sum_avx2(const double* queries, const double* offsets, std::size_t count, const CenterBlocks& centers,
                   double* sums) {
  pair_sum<Avx2>(queries, offsets, count, centers, sums);
}

const std::size_t lanes_avx2 = Avx2::kLanes;

}  // namespace infoflow
