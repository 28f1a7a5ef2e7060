// Only headers without inline code of their own may be included here: see pair_text.h.
#include <immintrin.h>

#include <cstddef>
#include <cstdint>

#include "clustering/pair_levels.h"

namespace infoflow {

namespace {

#include "simd/exp2.h"
#include "simd/vector_avx2.h"

#include "clustering/pair_text.h"

}  // namespace

const PairKernel pair_kernel_avx2 = pair_kernel_of<Avx2>();

}  // namespace infoflow
