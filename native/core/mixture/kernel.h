// Dispatch: which kernels to call, decided once, outside all loops.
#pragma once

#include <cstddef>

#include "mixture/kernel_levels.h"
#include "simd/isa.h"

namespace infoflow {

const Kernel& kernel_for(Isa isa);

// How many pairs in d dimensions go to a kernel between two looks at the cancel flag: a millisecond with AVX-512, ten
// without vectors.
std::size_t pairs_per_look(std::size_t d);

}  // namespace infoflow
