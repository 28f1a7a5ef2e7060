// Only headers without inline code of their own may be included here: see nearest_text.h.
#include <cstddef>
#include <cstdint>

#include "clustering/nearest_levels.h"

namespace infoflow {

namespace {

#include "simd/exp2.h"
#include "simd/lanes_baseline.h"
#include "simd/single_baseline.h"
#include "simd/vector_baseline.h"

#include "clustering/nearest_text.h"

}  // namespace

const NearestKernel<float> nearest_single_baseline = nearest_kernel_of<SingleBaseline, 2, 2>();
const NearestKernel<double> nearest_double_baseline = nearest_kernel_of<Baseline, 2, 2>();

}  // namespace infoflow
