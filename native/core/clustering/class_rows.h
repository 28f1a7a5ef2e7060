// Rows brought together by class, and in the layout of the pair kernels.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "clustering/rows.h"
#include "simd/aligned.h"

namespace infoflow {

// Rows of class c are rows[first[c]] … rows[first[c + 1] − 1], in their own order.
struct ClassOrder {
  std::vector<std::size_t> rows;
  std::vector<std::size_t> first;  // classes + 1

  ClassOrder(std::span<const std::int32_t> labels, std::size_t classes);
  std::size_t classes() const { return first.size() - 1; }
  std::size_t size(std::size_t c) const { return first[c + 1] - first[c]; }
};

// Class after class in blocks of `lanes` rows, dimension-major inside a block. The last block of a class repeats its
// last row in lanes of weight 0.
struct ClassBlocks {
  AlignedVector<double> coordinates;     // blocks × d × lanes
  AlignedVector<double> weights;         // blocks × lanes
  std::vector<std::size_t> first_block;  // classes + 1

  ClassBlocks(const Rows<double>& rows, const ClassOrder& order, std::size_t lanes);
};

}  // namespace infoflow
