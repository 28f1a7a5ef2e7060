// Only headers without inline code of their own may be included here: see kernel_text.h.
#if defined(__SSE2__) || defined(_M_X64)
#include <xmmintrin.h>
#endif

#include <cstddef>
#include <cstdint>

#include "mixture/kernel_levels.h"

namespace infoflow {

namespace {

#include "simd/exp2.h"
#include "simd/lanes_baseline.h"
#include "simd/subnormals.h"
#include "simd/vector_baseline.h"

#include "mixture/kernel_text.h"

}  // namespace

const Kernel kernel_baseline = kernel_of<Baseline>();

}  // namespace infoflow
