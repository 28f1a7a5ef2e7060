#pragma once

#include <cmath>
#include <cstddef>

#include "math/logarithm.h"

namespace infoflow {

// The lower triangle of a positive definite d × d matrix becomes its Cholesky factor, in place; returns ln det.
// `row(i)` points to entries (i, 0), …, (i, i). `pivot(i, square)` is asked for the square of each diagonal entry,
// given what rounding left of it: it may mend it, or throw. Cost: d³/6.
template <class Row, class Pivot>
double factor_by_cholesky(std::size_t d, const Row& row, const Pivot& pivot) {
  double log_determinant = 0;
  for (std::size_t i = 0; i < d; ++i) {
    double* of_i = row(i);
    for (std::size_t j = 0; j <= i; ++j) {
      const double* of_j = row(j);
      double sum = of_i[j];
      for (std::size_t k = 0; k < j; ++k) sum -= of_i[k] * of_j[k];
      if (j < i) {
        of_i[j] = sum / of_j[j];
      } else {
        const double square = pivot(i, sum);
        of_i[i] = std::sqrt(square);
        log_determinant += natural_log(square);
      }
    }
  }
  return log_determinant;
}

}  // namespace infoflow
