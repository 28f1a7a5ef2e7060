// Only headers without inline code of their own may be included here: see kernel_text.h.
#include <cstddef>
#include <cstdint>

#include "mixture/kernel_levels.h"

namespace infoflow {

namespace {

#include "simd/exp2.h"
#include "simd/vector_baseline.h"

#include "mixture/kernel_text.h"

}  // namespace

void pair_sum_baseline(const double* queries, const double* offsets, std::size_t count, const CenterBlocks& centers,
                       double* sums) {
  pair_sum<Baseline>(queries, offsets, count, centers, sums);
}

const std::size_t lanes_baseline = Baseline::kLanes;

}  // namespace infoflow
