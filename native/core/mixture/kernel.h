// Dispatch: which kernels to call, decided once, outside all loops.
#pragma once

#include "mixture/kernel_levels.h"
#include "simd/isa.h"

namespace infoflow {

const Kernel& kernel_for(Isa isa);

}  // namespace infoflow
