#pragma once

#include "estimate/conditions.h"
#include "estimate/estimate.h"

namespace infoflow {

// ½ log det(I + Σ/σ²), nats: the most that any inputs with the centers' covariance Σ (weighted, divisor n) can send
// through the noise. Cost O(centers × d × min(centers, d)); memory O(centers × d).
double gaussian_ceiling(const GroupedMixture& mixture, int threads, const Control& control);

}  // namespace infoflow
