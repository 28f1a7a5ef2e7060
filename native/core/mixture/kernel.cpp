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

std::size_t pairs_per_look(std::size_t d) {
  constexpr std::size_t kOperations = std::size_t{1} << 26;
  // Of a pair: the exponential, the differences and their squares.
  return kOperations / (13 + 2 * d);
}

}  // namespace infoflow
