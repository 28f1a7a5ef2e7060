#include "estimate/gaussian_ceiling.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "math/cholesky.h"
#include "mixture/scaled_samples.h"
#include "parallel/parallel_for.h"

namespace infoflow {

namespace {

// √w (x − mean) in units of σ: one column for each coordinate, or, where there are fewer centers than coordinates,
// for each center. AᵀA is Σ/σ² or has its non-zero eigenvalues.
std::vector<double> deviations(const GroupedMixture& mixture, std::size_t columns, const Control& control) {
  const std::size_t d = mixture.d, m = mixture.all.centers.size();
  const auto& weights = mixture.all.weights;
  std::vector<double> mean(d, 0.0);
  for (std::size_t i = 0; i < m; ++i) {
    control.check_at(i);
    for (std::size_t k = 0; k < d; ++k) mean[k] += weights[i] * mixture.points[i * d + k];
  }
  std::vector<double> matrix(m * d);
  for (std::size_t i = 0; i < m; ++i) {
    control.check_at(i);
    const double factor = std::sqrt(weights[i]) / kScale;
    for (std::size_t k = 0; k < d; ++k) {
      matrix[columns == d ? i * d + k : k * m + i] = factor * (mixture.points[i * d + k] - mean[k]);
    }
  }
  return matrix;
}

}  // namespace

double gaussian_ceiling(const GroupedMixture& mixture, int threads, const Control& control) {
  const std::size_t size = std::min(mixture.d, mixture.all.centers.size());
  const std::vector<double> factors = deviations(mixture, size, control);
  // Rows of I + AᵀA, below and on the diagonal.
  std::vector<double> matrix(size * size, 0.0);
  // Some rows at once, while a row of A is in the first-level cache.
  constexpr std::size_t kRowsPerBlock = 8;
  parallel_for((size + kRowsPerBlock - 1) / kRowsPerBlock, threads, [&](std::size_t block) {
    control.check();
    const std::size_t first = block * kRowsPerBlock, end = std::min(size, first + kRowsPerBlock);
    for (auto values = factors.begin(); values < factors.end(); values += static_cast<std::ptrdiff_t>(size)) {
      for (std::size_t row = first; row < end; ++row) {
        double* out = matrix.data() + row * size;
        for (std::size_t k = 0; k <= row; ++k) out[k] += values[row] * values[k];
      }
    }
    for (std::size_t row = first; row < end; ++row) matrix[row * size + row] += 1;
  });

  const auto row = [&](std::size_t i) { return matrix.data() + i * size; };
  // The exact pivots are at least 1; rounding must not take them below.
  const auto pivot = [&](std::size_t, double square) {
    control.check();
    return std::max(square, 1.0);
  };
  return factor_by_cholesky(size, row, pivot) / 2;
}

}  // namespace infoflow
