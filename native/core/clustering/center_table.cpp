#include "clustering/center_table.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace infoflow {

template <class Real>
CenterTable<Real>::CenterTable(std::span<const double> centers, std::size_t d, std::size_t lanes)
    : d_(d),
      blocks_((centers.size() / d + lanes - 1) / lanes),
      coordinates_(blocks_ * d * lanes),
      half_norms_(blocks_ * lanes, std::numeric_limits<Real>::infinity()) {
  const std::size_t k = centers.size() / d;
  for (std::size_t j = 0; j < k; ++j) {
    Real* lane = coordinates_.data() + j / lanes * d * lanes + j % lanes;
    double square = 0;
    for (std::size_t i = 0; i < d; ++i) {
      const double c = centers[j * d + i];
      lane[i * lanes] = static_cast<Real>(c);
      square += c * c;
    }
    half_norms_[j] = static_cast<Real>(square / 2);
    largest_norm_ = std::max(largest_norm_, std::sqrt(square));
  }
}

template class CenterTable<float>;
template class CenterTable<double>;

}  // namespace infoflow
