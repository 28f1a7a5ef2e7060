#include "mixture/kernel.h"

namespace infoflow {

Kernel kernel_for(Isa isa) {
#if defined(INFOFLOW_X86_KERNELS)
  if (isa == Isa::kAvx512) return {pair_sum_avx512, lanes_avx512};
  if (isa == Isa::kAvx2) return {pair_sum_avx2, lanes_avx2};
#endif
  static_cast<void>(isa);
  return {pair_sum_baseline, lanes_baseline};
}

}  // namespace infoflow
