// Means and covariances of a few quantities measured at the same evaluation points.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace infoflow {

// The mean of a vector of quantities and the covariance matrix of that mean (not of one draw).
struct MeanWithCovariance {
  std::vector<double> mean;
  std::vector<double> matrix;  // size × size

  explicit MeanWithCovariance(std::size_t size = 0) : mean(size, 0.0), matrix(size * size, 0.0) {}
  std::size_t size() const { return mean.size(); }
  double& covariance(std::size_t i, std::size_t j) { return matrix[i * size() + j]; }
  double covariance(std::size_t i, std::size_t j) const { return matrix[i * size() + j]; }
  // Adds the sum over independent parts.
  void add(const MeanWithCovariance& other);
};

// Running mean and sum of products of deviations (Welford; merged as in Chan, Golub, LeVeque 1983).
class Moments {
 public:
  explicit Moments(std::size_t size) : mean_(size, 0.0), products_(size * size, 0.0), deviation_(size, 0.0) {}

  void add(std::span<const double> values);
  void merge(const Moments& other);

  double count() const { return count_; }
  std::span<const double> mean() const { return mean_; }
  // Unbiased covariance of one draw; 0 from fewer than two.
  double covariance(std::size_t i, std::size_t j) const;

 private:
  double count_ = 0;
  std::vector<double> mean_;
  std::vector<double> products_;
  std::vector<double> deviation_;
};

// A linear functional of the quantities, improved by a control variate: quantity 0, whose exact mean is known.
// The coefficient is fitted, which leaves a bias of order 1/draws, small beside the standard error.
struct Controlled {
  double value;
  double standard_error;
};
Controlled with_control_variate(const MeanWithCovariance& moments, std::span<const double> functional,
                                double exact_mean_of_control);

}  // namespace infoflow
