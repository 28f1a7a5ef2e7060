#include "mixture/kernel.h"

namespace infoflow {

const Kernel& kernel_for(Isa isa) {
#if defined(INFOFLOW_X86_KERNELS)
  if (isa == Isa::kAvx512) return kernel_avx512;
  if (isa == Isa::kAvx2) return kernel_avx2;
#endif
  static_cast<void>(isa);
  return kernel_baseline;
}

}  // namespace infoflow
