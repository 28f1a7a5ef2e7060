#include "mixture/blocked_centers.h"

namespace infoflow {

void BlockedCenters::assign(const double* points, std::span<const std::size_t> rows, std::span<const double> weights) {
  const std::size_t blocks = (rows.size() + lanes_ - 1) / lanes_;
  coordinates_.resize(blocks * d_ * lanes_);
  weights_.assign(blocks * lanes_, 0.0);
  for (std::size_t i = 0; i < blocks * lanes_; ++i) {
    const bool padding = i >= rows.size();
    const double* point = points + (padding ? rows.back() : rows[i]) * d_;
    double* lane = coordinates_.data() + i / lanes_ * d_ * lanes_ + i % lanes_;
    for (std::size_t k = 0; k < d_; ++k) lane[k * lanes_] = point[k];
    if (!padding) weights_[i] = weights[i];
  }
}

}  // namespace infoflow
