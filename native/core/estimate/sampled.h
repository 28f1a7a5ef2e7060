// Monte Carlo around the centers: E ln g(Y), Y from the mixture g itself, and the same for every group.
#pragma once

#include <optional>

#include "estimate/conditions.h"
#include "estimate/estimate.h"
#include "estimate/information.h"
#include "estimate/overlaps.h"

namespace infoflow {

// Where few rare overlaps may carry the error, so that points are drawn between near centers: see overlaps.h. Else, or
// where there are too many centers to look at all pairs, nothing.
std::optional<Overlaps> weak_overlaps(const GroupedMixture& mixture, const Request& request, const Control& control);

// As many draws as `request` names, or as its tolerance needs: randomised quasi-Monte Carlo, see staged_sampling.h. The
// mean squared error is about d/draws at most, in few dimensions far less. `bound`: of the rounding, passed through.
Information sampled_information(const GroupedMixture& mixture, const Request& request, double bound,
                                const Control& control);
// With the overlaps already known.
Information sampled_information(const GroupedMixture& mixture, const Request& request,
                                const std::optional<Overlaps>& overlaps, double bound, const Control& control);

}  // namespace infoflow
