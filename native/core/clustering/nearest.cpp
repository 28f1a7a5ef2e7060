#include "clustering/nearest.h"

namespace infoflow {

template <>
const NearestKernel<float>& nearest_kernel_for(Isa isa) {
#if defined(INFOFLOW_X86_KERNELS)
  if (isa == Isa::kAvx512) return nearest_single_avx512;
  if (isa == Isa::kAvx2) return nearest_single_avx2;
#endif
  static_cast<void>(isa);
  return nearest_single_baseline;
}

template <>
const NearestKernel<double>& nearest_kernel_for(Isa isa) {
#if defined(INFOFLOW_X86_KERNELS)
  if (isa == Isa::kAvx512) return nearest_double_avx512;
  if (isa == Isa::kAvx2) return nearest_double_avx2;
#endif
  static_cast<void>(isa);
  return nearest_double_baseline;
}

}  // namespace infoflow
