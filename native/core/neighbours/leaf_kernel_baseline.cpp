// Only headers without inline code of their own may be included here: see leaf_kernel_text.h.
#include <cstddef>

#include "neighbours/leaf_kernel_levels.h"

namespace infoflow {

namespace {

#include "neighbours/leaf_kernel_text.h"

}  // namespace

const LeafKernels leaf_kernels_baseline = {kernel_of<LargestDifference>(), kernel_of<SumOfSquares>()};

}  // namespace infoflow
