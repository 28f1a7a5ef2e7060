// Only headers without inline code of their own may be included here: see nearest_text.h.
#include <immintrin.h>

#include <cstddef>
#include <cstdint>

#include "clustering/nearest_levels.h"

namespace infoflow {

namespace {

#include "simd/exp2.h"
#include "simd/single_avx512.h"
#include "simd/vector_avx512.h"

#include "clustering/nearest_text.h"

}  // namespace

const NearestKernel<float> nearest_single_avx512 = nearest_kernel_of<SingleAvx512, 4, 4>();
const NearestKernel<double> nearest_double_avx512 = nearest_kernel_of<Avx512, 4, 4>();

}  // namespace infoflow
