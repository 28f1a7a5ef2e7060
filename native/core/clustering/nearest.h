// Dispatch: which kernels to call, decided once, outside all loops.
#pragma once

#include "clustering/nearest_levels.h"
#include "simd/isa.h"

namespace infoflow {

template <class Real>
const NearestKernel<Real>& nearest_kernel_for(Isa isa);

}  // namespace infoflow
