// Centers in the layout of the nearest-center kernels.
#pragma once

#include <span>

#include "clustering/nearest.h"
#include "simd/aligned.h"

namespace infoflow {

template <class Real>
class CenterTable {
 public:
  // `centers` is k × d.
  CenterTable(std::span<const double> centers, std::size_t d, std::size_t lanes);

  CenterBlocksOf<Real> view() const { return {coordinates_.data(), half_norms_.data(), blocks_, d_}; }
  // Of the center farthest from the origin.
  double largest_norm() const { return largest_norm_; }

 private:
  std::size_t d_;
  std::size_t blocks_;
  AlignedVector<Real> coordinates_;
  AlignedVector<Real> half_norms_;
  double largest_norm_ = 0;
};

}  // namespace infoflow
