// Only headers without inline code of their own may be included here: see kernel_text.h.
#include <immintrin.h>

#include <cstddef>
#include <cstdint>

#include "mixture/kernel_levels.h"

namespace infoflow {

namespace {

#include "simd/exp2.h"
#include "simd/subnormals.h"
#include "simd/vector_avx2.h"

#include "mixture/kernel_text.h"

}  // namespace

const Kernel kernel_avx2 = kernel_of<Avx2>();

}  // namespace infoflow
