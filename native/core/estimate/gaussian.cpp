#include "estimate/gaussian.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "errors.h"
#include "math/cholesky.h"
#include "parallel/parallel_for.h"

namespace infoflow {

namespace {

// Samples less their means, dimension-major: a product of two columns runs over contiguous memory.
std::vector<double> centered_columns(const GaussianRequest& r) {
  std::vector<double> columns(r.d * r.n);
  for (std::size_t i = 0; i < r.n; ++i) {
    for (std::size_t k = 0; k < r.d; ++k) columns[k * r.n + i] = r.samples[i * r.d + k];
  }
  for (std::size_t k = 0; k < r.d; ++k) {
    double* column = columns.data() + k * r.n;
    // Deviations from a row first: a large common offset costs no digits.
    const double origin = column[0];
    double sum = 0;
    for (std::size_t i = 0; i < r.n; ++i) sum += column[i] - origin;
    const double mean = sum / static_cast<double>(r.n);
    for (std::size_t i = 0; i < r.n; ++i) column[i] = (column[i] - origin) - mean;
  }
  return columns;
}

double dot(const double* a, const double* b, std::size_t n) {
  double sum[8] = {};
  std::size_t i = 0;
  for (; i + 8 <= n; i += 8) {
    for (std::size_t lane = 0; lane < 8; ++lane) sum[lane] += a[i + lane] * b[i + lane];
  }
  for (; i < n; ++i) sum[0] += a[i] * b[i];
  return ((sum[0] + sum[4]) + (sum[1] + sum[5])) + ((sum[2] + sum[6]) + (sum[3] + sum[7]));
}

struct Covariance {
  std::vector<double> matrix;    // d × d; below and on the diagonal
  double square_of_entries = 0;  // Σ_ij Σ_ij², the whole matrix
  double trace = 0;
};

Covariance covariance_of(const std::vector<double>& columns, const GaussianRequest& r, const Control& control) {
  Covariance covariance;
  covariance.matrix.assign(r.d * r.d, 0.0);
  parallel_for(r.d, r.threads, [&](std::size_t row) {
    control.check();
    for (std::size_t k = 0; k <= row; ++k) {
      const double product = dot(columns.data() + row * r.n, columns.data() + k * r.n, r.n);
      covariance.matrix[row * r.d + k] = product / static_cast<double>(r.n);
    }
  });
  for (std::size_t i = 0; i < r.d; ++i) {
    covariance.trace += covariance.matrix[i * r.d + i];
    for (std::size_t k = 0; k < i; ++k) {
      covariance.square_of_entries += 2 * covariance.matrix[i * r.d + k] * covariance.matrix[i * r.d + k];
    }
    covariance.square_of_entries += covariance.matrix[i * r.d + i] * covariance.matrix[i * r.d + i];
  }
  return covariance;
}

// b̄²/d² of the paper: (1/n) (mean_i ‖x_i‖⁴ − ‖Σ‖²) over ‖Σ − (tr Σ/d) I‖², both of Frobenius, at most 1.
double ledoit_wolf(const std::vector<double>& columns, const Covariance& covariance, const GaussianRequest& r) {
  const double n = static_cast<double>(r.n), d = static_cast<double>(r.d);
  double fourth = 0;
  for (std::size_t i = 0; i < r.n; ++i) {
    double square = 0;
    for (std::size_t k = 0; k < r.d; ++k) square += columns[k * r.n + i] * columns[k * r.n + i];
    fourth += square * square;
  }
  const double spread = (fourth / n - covariance.square_of_entries) / n;
  const double distance = covariance.square_of_entries - covariance.trace * covariance.trace / d;
  return distance <= 0 ? 1 : std::clamp(spread / distance, 0.0, 1.0);
}

// Of rows and columns begin … end − 1.
double log_determinant(std::vector<double> matrix, std::size_t d, std::size_t begin, std::size_t end) {
  std::vector<double> diagonal(end - begin);
  for (std::size_t i = begin; i < end; ++i) diagonal[i - begin] = matrix[i * d + i];
  const auto row = [&](std::size_t i) { return matrix.data() + (begin + i) * d + begin; };
  const auto pivot = [&](std::size_t i, double square) {
    // A pivot that is rounding of the diagonal it came from is 0.
    const double rounding = static_cast<double>(8 * d) * std::numeric_limits<double>::epsilon() * diagonal[i];
    if (square > rounding) return square;
    throw ArgumentError("samples", "the covariance is singular: column " + std::to_string(begin + i) +
                                       " depends on those before it; drop it, or use shrinkage");
  };
  return factor_by_cholesky(end - begin, row, pivot);
}

}  // namespace

GaussianResult gaussian_log_determinants(const GaussianRequest& r, const Control& control) {
  const auto columns = centered_columns(r);
  Covariance covariance = covariance_of(columns, r, control);
  GaussianResult result;
  result.shrinkage = r.shrinkage ? *r.shrinkage : ledoit_wolf(columns, covariance, r);
  const double target = covariance.trace / static_cast<double>(r.d);
  for (double& entry : covariance.matrix) entry *= 1 - result.shrinkage;
  for (std::size_t i = 0; i < r.d; ++i) covariance.matrix[i * r.d + i] += result.shrinkage * target;
  double* const results[] = {&result.joint, &result.first, &result.second};
  const std::size_t ranges[][2] = {{0, r.d}, {0, r.first}, {r.first, r.d}};
  parallel_for(3, r.threads, [&](std::size_t part) {
    *results[part] = log_determinant(covariance.matrix, r.d, ranges[part][0], ranges[part][1]);
  });
  return result;
}

}  // namespace infoflow
