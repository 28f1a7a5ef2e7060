// A mixture's density at the points of its lattice: from pairs, or by a fast Gauss transform where that is faster.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "estimate/lattice.h"
#include "mixture/gauss_transform.h"
#include "mixture/kernel.h"
#include "parallel/control.h"

namespace infoflow {

class LatticeSums {
 public:
  // As Lattice; `control` must outlive this object as well. pairs() is infinite where it would exceed `most_pairs`.
  LatticeSums(const std::vector<double>& points, std::size_t d, const Components& mixture, double most_pairs, Isa isa,
              const Control& control);

  std::size_t tiles() const { return lattice_.tiles().size(); }
  std::size_t points_per_tile() const;
  // What all tiles cost, in pairs of point and center.
  double pairs() const { return by_transform_ ? pairs_by_transform_ : pairs_; }

  // Comes before sums().
  void prepare(int threads);

  // Σ_j w_j 2^(−‖y − c_j‖²) at the points of tiles first, …, first + count − 1, tile by tile, each within its error
  // beside rounding.
  void sums(std::size_t first, std::size_t count, std::vector<double>& sums, std::vector<double>& errors) const;

 private:
  void from_pairs(const TileCorner& tile, const std::vector<double>& points, double* sums) const;

  const std::vector<double>& points_;
  std::size_t d_;
  const Components& mixture_;
  Isa isa_;
  const Control& control_;
  Lattice lattice_;
  double pairs_ = 0;
  double pairs_by_transform_ = 0;
  bool by_transform_ = false;
  std::vector<double> centers_;
  std::optional<BoxGrid> grid_;
  std::optional<GaussTransform> transform_;
};

}  // namespace infoflow
