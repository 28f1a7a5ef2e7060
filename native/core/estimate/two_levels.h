// Many centers: most of how the logarithm of a density varies is how that of a much shorter mixture does.
#pragma once

#include <optional>

#include "estimate/conditions.h"
#include "estimate/estimate.h"
#include "estimate/information.h"

namespace infoflow {

// E ln p = E ln q + E (ln p − ln q), where q is coarse_mixture.h's: the first mean from many points that cost little,
// the second from few, since it varies little. Their numbers are independent, their errors add up as such. Two levels
// of Giles, "Multilevel Monte Carlo path simulation", Operations Research 56 (2008) 607–617. Nothing where a first look
// at both says that points for ln p alone are the cheaper way to the tolerance.
std::optional<Information> information_at_two_levels(const GroupedMixture& mixture, const Request& request,
                                                     double bound, const Control& control);

}  // namespace infoflow
