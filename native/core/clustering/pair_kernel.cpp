#include "clustering/pair_kernel.h"

namespace infoflow {

const PairKernel& pair_kernel_for(Isa isa) {
#if defined(INFOFLOW_X86_KERNELS)
  if (isa == Isa::kAvx512) return pair_kernel_avx512;
  if (isa == Isa::kAvx2) return pair_kernel_avx2;
#endif
  static_cast<void>(isa);
  return pair_kernel_baseline;
}

}  // namespace infoflow
