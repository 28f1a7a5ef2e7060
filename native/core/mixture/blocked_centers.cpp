#include "mixture/blocked_centers.h"

#include <algorithm>
#include <cmath>

namespace infoflow {

void BlockedCenters::assign(const double* points, std::span<const std::size_t> rows, std::span<const double> weights,
                            const Control& control) {
  const std::size_t blocks = (rows.size() + lanes_ - 1) / lanes_;
  coordinates_.resize(blocks * d_ * lanes_);
  weights_.assign(blocks * lanes_, 0.0);
  for (std::size_t i = 0; i < blocks * lanes_; ++i) {
    control.check_at(i);
    const bool padding = i >= rows.size();
    const double* point = points + (padding ? rows.back() : rows[i]) * d_;
    double* lane = coordinates_.data() + i / lanes_ * d_ * lanes_ + i % lanes_;
    for (std::size_t k = 0; k < d_; ++k) lane[k * lanes_] = point[k];
    if (!padding) weights_[i] = weights[i];
  }
  if (d_ >= kDotFormFrom) {
    near_exponent_ = std::ilogb(*std::min_element(weights.begin(), weights.end())) - 24;
    prepare_dot_form(control);
  }
}

void BlockedCenters::prepare_dot_form(const Control& control) {
  half_norms_.resize(weights_.size());
  largest_norm_ = 0;
  for (std::size_t i = 0; i < half_norms_.size(); ++i) {
    control.check_at(i);
    const double* lane = coordinates_.data() + i / lanes_ * d_ * lanes_ + i % lanes_;
    double norm = 0;
    for (std::size_t k = 0; k < d_; ++k) norm += lane[k * lanes_] * lane[k * lanes_];
    half_norms_[i] = -norm / 2;
    largest_norm_ = std::max(largest_norm_, norm);
  }
}

CenterBlocks BlockedCenters::view(std::size_t first, std::size_t count) const {
  const std::size_t lane = first * lanes_;
  const double* half_norms = half_norms_.empty() ? nullptr : half_norms_.data() + lane;
  return {
      coordinates_.data() + lane * d_, weights_.data() + lane, count, d_, half_norms, largest_norm_, near_exponent_};
}

}  // namespace infoflow
