// Deterministic entropies in one and two dimensions: trapezoid sums of −g ln g on a lattice.
#pragma once

#include <optional>

#include "estimate/conditions.h"
#include "estimate/estimate.h"
#include "estimate/information.h"

namespace infoflow {

// Step σ/8 out to at least 9σ around every center. On smooth integrands the trapezoid rule converges exponentially in
// 1/step; the bound reported is the difference from the sum at step σ/4 (the even points), many times the error made,
// and what a fast Gauss transform may be off at the points. Nothing where that takes longer than `most_pairs` pairs of
// point and center, or the samples spread over more than 2^40 σ. Cost: about 1000 pairs per σ² of occupied plane and
// center nearby; where many are, O(centers + occupied plane/σ²).
std::optional<Information> quadrature_information(const GroupedMixture& mixture, const Request& request,
                                                  double largest_coordinate, double bound, double most_pairs,
                                                  Control& control);

}  // namespace infoflow
