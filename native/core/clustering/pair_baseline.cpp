// Only headers without inline code of their own may be included here: see pair_text.h.
#include <cstddef>
#include <cstdint>

#include "clustering/pair_levels.h"

namespace infoflow {

namespace {

#include "simd/exp2.h"
#include "simd/lanes_baseline.h"
#include "simd/vector_baseline.h"

#include "clustering/pair_text.h"

}  // namespace

const PairKernel pair_kernel_baseline = pair_kernel_of<Baseline>();

}  // namespace infoflow
