// Dispatch: which leaf distances to call, decided once, outside all loops.
#pragma once

#include "neighbours/leaf_kernel_levels.h"
#include "simd/isa.h"

namespace infoflow {

const LeafKernels& leaf_kernels_for(Isa isa);

}  // namespace infoflow
