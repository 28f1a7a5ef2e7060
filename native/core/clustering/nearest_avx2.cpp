// Only headers without inline code of their own may be included here: see nearest_text.h.
#include <immintrin.h>

#include <cstddef>
#include <cstdint>

#include "clustering/nearest_levels.h"

namespace infoflow {

namespace {

#include "simd/exp2.h"
#include "simd/single_avx2.h"
#include "simd/vector_avx2.h"

#include "clustering/nearest_text.h"

}  // namespace

const NearestKernel<float> nearest_single_avx2 = nearest_kernel_of<SingleAvx2, 4, 2>();
const NearestKernel<double> nearest_double_avx2 = nearest_kernel_of<Avx2, 4, 2>();

}  // namespace infoflow
