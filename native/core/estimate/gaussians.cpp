#include "estimate/gaussians.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "math/cholesky.h"
#include "math/constants.h"
#include "math/logarithm.h"
#include "mixture/scaled_samples.h"

namespace infoflow {

namespace {

constexpr std::size_t kMostNumbers = std::size_t{1} << 25;
// Of a cell and fold, before the sums of coordinates: rows and weight.
constexpr std::size_t kRows = 0, kWeight = 1, kSums = 2;
// The constant of padding: its density is below 2^-1000.
constexpr double kNowhere = 2000;

// In place: the lower triangle of a positive definite matrix (row after row) becomes that of the inverse of its
// Cholesky factor. Returns ½ ln det.
double invert_cholesky(std::vector<double>& matrix, std::size_t d) {
  const auto at = [&](std::size_t i, std::size_t j) -> double& { return matrix[i * (i + 1) / 2 + j]; };
  const auto row = [&](std::size_t i) { return &at(i, 0); };
  // The exact pivots are at least 1, the noise's; rounding must not take them below.
  const auto pivot = [](std::size_t, double square) { return std::max(square, 1.0); };
  const double log_determinant = factor_by_cholesky(d, row, pivot);
  for (std::size_t i = 0; i < d; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      double sum = 0;
      for (std::size_t k = j; k < i; ++k) sum -= at(i, k) * at(k, j);
      at(i, j) = sum / at(i, i);
    }
    at(i, i) = 1 / at(i, i);
  }
  return log_determinant / 2;
}

}  // namespace

void Gaussian::set_covariance(std::vector<double> covariance, bool diagonal) {
  factor = std::move(covariance);
  if (!diagonal) {
    constant = invert_cholesky(factor, mean.size()) / kLn2;
    return;
  }
  constant = 0;
  for (double& variance : factor) {
    variance = std::max(variance, 1.0);
    constant += natural_log(variance) / 2 / kLn2;
    variance = 1 / std::sqrt(variance);
  }
}

double Gaussian::log2_density(const double* y, bool diagonal) const {
  double exponent = -constant;
  const double* row = factor.data();
  for (std::size_t i = 0; i < mean.size(); ++i) {
    double u = 0;
    for (std::size_t k = diagonal ? i : 0; k <= i; ++k, ++row) u += *row * (mean[k] - y[k]);
    exponent -= u * u;
  }
  return exponent;
}

CellMoments::CellMoments(const FoldedCondition& cells, const FoldedRows& folded, const std::vector<double>& centers,
                         std::size_t d, const Control& control)
    : cells_(cells.size()), folds_(folded.folds), d_(d) {
  diagonal_ = d > kMostGaussianDimensions || cells_ * folds_ * d * (d + 1) / 2 > kMostNumbers;
  const std::size_t size = kSums + d + covariances();
  origin_.assign(cells_ * d, 0.0);
  moments_.assign(cells_ * folds_ * size, 0.0);
  std::vector<bool> seen(cells_, false);
  std::vector<double> x(d);
  for (std::size_t row = 0; row < folded.weight_of_row.size(); ++row) {
    control.check_at(row);
    const double weight = folded.weight_of_row[row];
    if (weight == 0) continue;
    const std::size_t cell = cells.group_of_row[row];
    const double* center = centers.data() + folded.center_of_row[row] * d;
    if (!seen[cell]) std::copy(center, center + d, origin_.begin() + static_cast<std::ptrdiff_t>(cell * d));
    seen[cell] = true;
    double* of_fold = moments_.data() + (cell * folds_ + folded.fold_of_row[row]) * size;
    of_fold[kRows] += 1;
    of_fold[kWeight] += weight;
    double* second = of_fold + kSums + d;
    for (std::size_t k = 0; k < d; ++k) {
      x[k] = center[k] - origin_[cell * d + k];
      of_fold[kSums + k] += weight * x[k];
      for (std::size_t l = diagonal_ ? k : 0; l <= k; ++l) *second++ += weight * x[k] * x[l];
    }
  }
}

Gaussian CellMoments::without_folds(std::size_t cell, std::size_t f, std::size_t g, double widening) const {
  const std::size_t size = kSums + d_ + covariances();
  std::vector<double> sum(size, 0.0);
  for (std::size_t fold = 0; fold < folds_; ++fold) {
    if (fold == f || fold == g) continue;
    const double* of_fold = moments_.data() + (cell * folds_ + fold) * size;
    for (std::size_t k = 0; k < size; ++k) sum[k] += of_fold[k];
  }
  Gaussian gaussian;
  gaussian.mean.assign(d_, 0.0);
  std::vector<double> covariance(covariances());
  const double rows = sum[kRows], weight = sum[kWeight];
  const double inflation = rows > 1 ? widening * (rows + 1) / (rows - 1) / (kScale * kScale) : 0;
  double* out = covariance.data();
  const double* second = sum.data() + kSums + d_;
  for (std::size_t k = 0; k < d_; ++k) {
    const double mean_k = weight > 0 ? sum[kSums + k] / weight : 0;
    for (std::size_t l = diagonal_ ? k : 0; l <= k; ++l, ++out, ++second) {
      const double of_rows = weight > 0 ? *second / weight - mean_k * (sum[kSums + l] / weight) : 0;
      *out = inflation * of_rows + (k == l ? 1 : 0);
    }
    gaussian.mean[k] = origin_[cell * d_ + k] + mean_k;
  }
  gaussian.set_covariance(std::move(covariance), diagonal_);
  return gaussian;
}

GaussianLayout::GaussianLayout(std::span<const Gaussian> gaussians, std::size_t d, bool diagonal, const Kernel& kernel)
    : kernel_(kernel), size_(gaussians.size()), d_(d), diagonal_(diagonal) {
  const std::size_t lanes = kernel.lanes;
  block_rows_ = d + (diagonal ? d : d * (d + 1) / 2) + 1;
  blocks_ = (gaussians.size() + lanes - 1) / lanes;
  data_.assign(blocks_ * block_rows_ * lanes, 0.0);
  for (std::size_t g = 0; g < blocks_ * lanes; ++g) {
    double* lane = data_.data() + g / lanes * block_rows_ * lanes + g % lanes;
    if (g >= gaussians.size()) {
      lane[(block_rows_ - 1) * lanes] = kNowhere;
      continue;
    }
    for (std::size_t k = 0; k < d; ++k, lane += lanes) *lane = gaussians[g].mean[k];
    for (const double x : gaussians[g].factor) {
      *lane = x;
      lane += lanes;
    }
    *lane = gaussians[g].constant;
  }
}

void GaussianLayout::terms(const double* queries, std::span<const double> offsets, std::span<double> terms) const {
  kernel_.gaussian_terms(queries, offsets.data(), offsets.size(), view(), terms.data());
}

void GaussianLayout::add_sums(const double* queries, std::span<const double> offsets, std::span<double> sums) const {
  kernel_.gaussian_sums(queries, offsets.data(), offsets.size(), view(), sums.data());
}

}  // namespace infoflow
