// Gaussians fitted to the rows of each cell, with some folds left out.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "estimate/folds.h"
#include "mixture/kernel.h"

namespace infoflow {

// One fitted Gaussian, in scaled coordinates: its log2 density over that of the noise's peak is
// −‖A(y − mean)‖² − constant, A lower triangular (row after row) or diagonal.
struct Gaussian {
  std::vector<double> mean;
  std::vector<double> factor;
  double constant = 0;

  // From the lower triangle or the diagonal of a covariance, in units of the noise's, which it holds.
  void set_covariance(std::vector<double> covariance, bool diagonal);

  double log2_density(const double* y, bool diagonal) const;
};

// First and second moments of every cell and fold, from which a Gaussian without some folds is quick to make.
class CellMoments {
 public:
  // `cells`: a condition's groups; `centers`: rows of d scaled coordinates.
  CellMoments(const FoldedCondition& cells, const FoldedRows& folded, const std::vector<double>& centers, std::size_t d,
              const Control& control);

  std::size_t size() const { return cells_; }
  std::size_t dimension() const { return d_; }
  // Covariances are diagonal where full ones of all cells would take more than 256 MB, or d is above 128.
  bool diagonal() const { return diagonal_; }

  // Mean and covariance of a cell's rows outside two folds (which may be the same), as seen through the noise:
  // N(mean, widening (1 + 2/(m − 1)) Cov + σ² I) for m rows; the factor is what leaves the least cross-entropy when
  // mean and covariance are themselves estimates from m rows. The noise alone around the mean for one row.
  Gaussian without_folds(std::size_t cell, std::size_t f, std::size_t g, double widening) const;

 private:
  std::size_t covariances() const { return diagonal_ ? d_ : d_ * (d_ + 1) / 2; }

  std::size_t cells_;
  std::size_t folds_;
  std::size_t d_;
  bool diagonal_;
  std::vector<double> origin_;   // cells × d: a row of the cell, which keeps the second moments small
  std::vector<double> moments_;  // cells × folds × (rows, weight, Σ w x, Σ w x x')
};

// Gaussians as the kernel reads them.
class GaussianLayout {
 public:
  GaussianLayout(std::span<const Gaussian> gaussians, std::size_t d, bool diagonal, const Kernel& kernel);

  // terms[i · padded_size + g] = 2^offsets[i] · density of Gaussian g at the i-th of `queries` over the noise's peak.
  void terms(const double* queries, std::span<const double> offsets, std::span<double> terms) const;
  // sums[i] += Σ_g of the same.
  void add_sums(const double* queries, std::span<const double> offsets, std::span<double> sums) const;
  std::size_t size() const { return size_; }
  std::size_t padded_size() const { return blocks_ * kernel_.lanes; }

 private:
  GaussianBlocks view() const { return {data_.data(), blocks_, block_rows_, d_, diagonal_}; }

  Kernel kernel_;
  std::size_t size_;
  std::size_t d_;
  bool diagonal_;
  std::size_t block_rows_;
  std::size_t blocks_;
  std::vector<double> data_;
};

}  // namespace infoflow
