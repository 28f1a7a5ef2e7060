// Centers laid out as the kernels read them.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "mixture/kernel.h"
#include "parallel/control.h"

namespace infoflow {

// From so many dimensions on the dot form is faster, and used.
inline constexpr std::size_t kDotFormFrom = 10;

class BlockedCenters {
 public:
  BlockedCenters(std::size_t d, std::size_t lanes) : d_(d), lanes_(lanes) {}

  // Replaces the content by the rows `rows[i]` of `points` (row-major, d wide) with weights `weights[i]` > 0.
  void assign(const double* points, std::span<const std::size_t> rows, std::span<const double> weights,
              const Control& control);

  std::size_t blocks() const { return weights_.size() / lanes_; }

  // Blocks first, …, first + count − 1.
  CenterBlocks view(std::size_t first, std::size_t count) const;
  CenterBlocks view() const { return view(0, blocks()); }

 private:
  void prepare_dot_form(const Control& control);

  std::size_t d_;
  std::size_t lanes_;
  std::vector<double> coordinates_;
  std::vector<double> weights_;
  std::vector<double> half_norms_;  // empty where differences are faster
  double largest_norm_ = 0;
  double near_exponent_ = 0;
};

}  // namespace infoflow
