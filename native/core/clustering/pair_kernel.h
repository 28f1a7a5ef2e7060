// Dispatch: which pair distances to call, decided once, outside all loops.
#pragma once

#include "clustering/pair_levels.h"
#include "simd/isa.h"

namespace infoflow {

const PairKernel& pair_kernel_for(Isa isa);

}  // namespace infoflow
