// Centers laid out as the kernels read them.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "mixture/kernel.h"

namespace infoflow {

class BlockedCenters {
 public:
  BlockedCenters(std::size_t d, std::size_t lanes) : d_(d), lanes_(lanes) {}

  // Replaces the content by the rows `rows[i]` of `points` (row-major, d wide) with weights `weights[i]`.
  void assign(const double* points, std::span<const std::size_t> rows, std::span<const double> weights);

  std::size_t blocks() const { return weights_.size() / lanes_; }

  // Blocks first, …, first + count − 1.
  CenterBlocks view(std::size_t first, std::size_t count) const {
    return {coordinates_.data() + first * d_ * lanes_, weights_.data() + first * lanes_, count, d_};
  }
  CenterBlocks view() const { return view(0, blocks()); }

 private:
  std::size_t d_;
  std::size_t lanes_;
  std::vector<double> coordinates_;
  std::vector<double> weights_;
};

}  // namespace infoflow
