// Dispatch: which leaf distances to call, decided once, outside all loops.
#pragma once

#include "neighbours/leaf_kernel_levels.h"
#include "simd/isa.h"

namespace infoflow {

const LeafKernel& leaf_kernel_for(Isa isa);

}  // namespace infoflow
