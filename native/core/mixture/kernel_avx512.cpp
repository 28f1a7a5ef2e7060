// Only headers without inline code of their own may be included here: see kernel_text.h.
#include <immintrin.h>

#include <cstddef>
#include <cstdint>

#include "mixture/kernel_levels.h"

namespace infoflow {

namespace {

#include "simd/exp2.h"
#include "simd/subnormals.h"
#include "simd/vector_avx512.h"

#include "mixture/kernel_text.h"

}  // namespace

const Kernel kernel_avx512 = kernel_of<Avx512>();

}  // namespace infoflow
