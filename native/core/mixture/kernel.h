// Dispatch: which pair sum to call, decided once, outside all loops.
#pragma once

#include "mixture/kernel_levels.h"
#include "simd/isa.h"

namespace infoflow {

struct Kernel {
  PairSum pair_sum;
  std::size_t lanes;
};

Kernel kernel_for(Isa isa);

}  // namespace infoflow
