#include "neighbours/leaf_kernel.h"

namespace infoflow {

const LeafKernel& leaf_kernel_for(Isa isa) {
#if defined(INFOFLOW_X86_KERNELS)
  if (isa == Isa::kAvx512) return leaf_kernel_avx512;
  if (isa == Isa::kAvx2) return leaf_kernel_avx2;
#endif
  static_cast<void>(isa);
  return leaf_kernel_baseline;
}

}  // namespace infoflow
