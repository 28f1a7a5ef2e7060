// Only headers without inline code of their own may be included here: see leaf_kernel_text.h.
#include <cstddef>

#include "neighbours/leaf_kernel_levels.h"

namespace infoflow {

namespace {

#include "neighbours/leaf_kernel_text.h"

}  // namespace

const LeafKernel leaf_kernel_avx512 = {leaf_distances<LargestDifference>, leaf_distances<SumOfSquares>};

}  // namespace infoflow
