#include "neighbours/leaf_kernel.h"

namespace infoflow {

const LeafKernels& leaf_kernels_for(Isa isa) {
#if defined(INFOFLOW_X86_KERNELS)
  if (isa == Isa::kAvx512) return leaf_kernels_avx512;
  if (isa == Isa::kAvx2) return leaf_kernels_avx2;
#endif
  static_cast<void>(isa);
  return leaf_kernels_baseline;
}

}  // namespace infoflow
