#include "estimate/moments.h"

#include <algorithm>
#include <cmath>

namespace infoflow {

void MeanWithCovariance::add(const MeanWithCovariance& other) {
  for (std::size_t i = 0; i < mean.size(); ++i) mean[i] += other.mean[i];
  for (std::size_t i = 0; i < matrix.size(); ++i) matrix[i] += other.matrix[i];
}

void Moments::add(std::span<const double> values) {
  const std::size_t size = mean_.size();
  count_ += 1;
  for (std::size_t i = 0; i < size; ++i) {
    deviation_[i] = values[i] - mean_[i];
    mean_[i] += deviation_[i] / count_;
  }
  const double shrink = (count_ - 1) / count_;
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < size; ++j) products_[i * size + j] += shrink * deviation_[i] * deviation_[j];
  }
}

void Moments::merge(const Moments& other) {
  if (other.count_ == 0) return;
  const std::size_t size = mean_.size();
  const double total = count_ + other.count_;
  for (std::size_t i = 0; i < size; ++i) deviation_[i] = other.mean_[i] - mean_[i];
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < size; ++j) {
      products_[i * size + j] +=
          other.products_[i * size + j] + deviation_[i] * deviation_[j] * count_ * other.count_ / total;
    }
  }
  for (std::size_t i = 0; i < size; ++i) mean_[i] += deviation_[i] * other.count_ / total;
  count_ = total;
}

double Moments::covariance(std::size_t i, std::size_t j) const {
  return count_ < 2 ? 0 : products_[i * mean_.size() + j] / (count_ - 1);
}

Controlled with_control_variate(const MeanWithCovariance& moments, std::span<const double> functional,
                                double exact_mean_of_control) {
  const std::size_t size = moments.size();
  double mean = 0, variance = 0, covariance_with_control = 0;
  for (std::size_t i = 0; i < size; ++i) {
    mean += functional[i] * moments.mean[i];
    covariance_with_control += functional[i] * moments.covariance(i, 0);
    for (std::size_t j = 0; j < size; ++j) variance += functional[i] * functional[j] * moments.covariance(i, j);
  }
  const double control_variance = moments.covariance(0, 0);
  const double coefficient = control_variance > 0 ? covariance_with_control / control_variance : 0;
  return {mean - coefficient * (moments.mean[0] - exact_mean_of_control),
          std::sqrt(std::max(0.0, variance - coefficient * covariance_with_control))};
}

}  // namespace infoflow
