// Monte Carlo around the centers: E ln g(Y), Y from the mixture g itself, and the same for every group.
#pragma once

#include "estimate/conditions.h"
#include "estimate/estimate.h"
#include "estimate/information.h"

namespace infoflow {

// As many draws as `request` names, or as its tolerance needs. Mean squared error at most d/draws where every
// center is visited (Gaussian Poincaré inequality), usually far less. `bound`: of the rounding, passed through.
Information sampled_information(const GroupedMixture& mixture, const Request& request, double bound,
                                const Control& control);

}  // namespace infoflow
