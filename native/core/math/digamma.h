// Digamma, ψ = (ln Γ)', on the result path: the same bits on every CPU, as the logarithm that it uses.
#pragma once

#include "math/logarithm.h"

namespace infoflow {

// ψ(x), x > 0. Absolute error below 1e-14 for x ≥ 1. ψ(x) = ψ(x + 1) − 1/x up to 20, there the asymptotic series
// ln x − 1/2x − Σ B_2k / (2k x^2k), whose first term left out is below 1e-17.
inline double digamma(double x) {
  double below = 0;
  for (; x < 20; x += 1) below += 1 / x;
  const double z = 1 / (x * x);
  const double series = z * (1.0 / 12 - z * (1.0 / 120 - z * (1.0 / 252 - z * (1.0 / 240 - z * (1.0 / 132)))));
  return natural_log(x) - 0.5 / x - series - below;
}

}  // namespace infoflow
