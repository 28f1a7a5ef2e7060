// Squared Euclidean distances and norms in double precision, of a relative error below (d + 2) 2^-53.
#pragma once

#include <cstddef>

namespace infoflow {

// Σ value(k)², k < d. Four sums at once: one alone would wait for every addition.
template <class Value>
double sum_of_squares(std::size_t d, const Value& value) {
  double sums[4] = {0, 0, 0, 0};
  std::size_t k = 0;
  for (; k + 4 <= d; k += 4) {
    for (std::size_t lane = 0; lane < 4; ++lane) sums[lane] += value(k + lane) * value(k + lane);
  }
  for (; k < d; ++k) sums[0] += value(k) * value(k);
  return (sums[0] + sums[2]) + (sums[1] + sums[3]);
}

template <class Real>
double squared_norm(const Real* a, std::size_t d) {
  return sum_of_squares(d, [a](std::size_t k) { return static_cast<double>(a[k]); });
}

template <class Real, class Other>
double squared_distance(const Real* a, const Other* b, std::size_t d) {
  return sum_of_squares(d, [a, b](std::size_t k) { return static_cast<double>(a[k]) - static_cast<double>(b[k]); });
}

}  // namespace infoflow
