// Only headers without inline code of their own may be included here: see kernel_text.h.
#include <immintrin.h>

#include <cstddef>
#include <cstdint>

#include "mixture/kernel_levels.h"

namespace infoflow {

namespace {

#include "simd/exp2.h"
#include "simd/vector_avx512.h"

#include "mixture/kernel_text.h"

}  // namespace

void pair_sum_avx512(const double* queries, const double* offsets, std::size_t count, const CenterBlocks& centers,
                     double* sums) {
  pair_sum<Avx512>(queries, offsets, count, centers, sums);
}

const std::size_t lanes_avx512 = Avx512::kLanes;

}  // namespace infoflow
