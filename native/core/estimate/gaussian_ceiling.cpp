#include "estimate/gaussian_ceiling.h"

#include <cmath>
#include <vector>

#include "math/logarithm.h"
#include "mixture/scaled_samples.h"
#include "parallel/parallel_for.h"

namespace infoflow {

double gaussian_ceiling(const GroupedMixture& mixture, int threads, const Control& control) {
  const std::size_t d = mixture.d, m = mixture.all.centers.size();
  const auto& weights = mixture.all.weights;
  std::vector<double> mean(d, 0.0);
  for (std::size_t i = 0; i < m; ++i) {
    for (std::size_t k = 0; k < d; ++k) mean[k] += weights[i] * mixture.points[i * d + k];
  }

  // Rows of I + Σ/σ² below and on the diagonal; coordinates carry a factor kScale/σ.
  std::vector<double> matrix(d * d, 0.0);
  parallel_for(d, threads, [&](std::size_t row) {
    control.check();
    double* out = matrix.data() + row * d;
    for (std::size_t i = 0; i < m; ++i) {
      const double* point = mixture.points.data() + i * d;
      const double factor = weights[i] * (point[row] - mean[row]);
      for (std::size_t k = 0; k <= row; ++k) out[k] += factor * (point[k] - mean[k]);
    }
    for (std::size_t k = 0; k <= row; ++k) out[k] /= kScale * kScale;
    out[row] += 1;
  });

  // Cholesky in place; the product of the squared pivots is the determinant.
  double log_determinant = 0;
  for (std::size_t i = 0; i < d; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = matrix[i * d + j];
      for (std::size_t k = 0; k < j; ++k) sum -= matrix[i * d + k] * matrix[j * d + k];
      if (j < i) {
        matrix[i * d + j] = sum / matrix[j * d + j];
      } else {
        // The exact pivot is at least 1; rounding must not take it below.
        const double pivot = sum > 1 ? sum : 1;
        matrix[i * d + i] = std::sqrt(pivot);
        log_determinant += natural_log(pivot);
      }
    }
  }
  return log_determinant / 2;
}

}  // namespace infoflow
