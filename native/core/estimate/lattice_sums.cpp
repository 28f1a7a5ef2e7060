#include "estimate/lattice_sums.h"

#include <limits>

#include "mixture/blocked_centers.h"
#include "mixture/scaled_samples.h"

namespace infoflow {

LatticeSums::LatticeSums(const std::vector<double>& points, std::size_t d, const Components& mixture, double most_pairs,
                         Isa isa, const Control& control)
    : points_(points),
      d_(d),
      mixture_(mixture),
      isa_(isa),
      control_(control),
      lattice_(points, d, mixture, most_pairs / static_cast<double>(points_per_tile() * kernel_for(isa).lanes),
               control) {
  if (lattice_.has_too_many_tiles()) {
    pairs_ = std::numeric_limits<double>::infinity();
    return;
  }
  const auto per_tile = static_cast<double>(points_per_tile());
  for (const TileCorner& tile : lattice_.tiles()) {
    control.check();
    pairs_ += per_tile * static_cast<double>(lattice_.count_near(tile) + kernel_for(isa).lanes);
  }
  // Boxes that a tile reaches into.
  const double edge = Lattice::kPointsPerTile * kScale / Lattice::kPointsPerSigma / kBoxEdge + 1;
  const double boxes = static_cast<double>(tiles()) * (d == 2 ? edge * edge : edge);
  pairs_by_transform_ = GaussTransform::pairs_in_its_time(
      static_cast<double>(mixture.centers.size()) + per_tile * static_cast<double>(tiles()), boxes);
  by_transform_ = pairs_by_transform_ < pairs_;
}

std::size_t LatticeSums::points_per_tile() const {
  return d_ == 2 ? Lattice::kPointsPerTile * Lattice::kPointsPerTile : Lattice::kPointsPerTile;
}

void LatticeSums::prepare(int threads) {
  if (!by_transform_) return;
  centers_.reserve(mixture_.centers.size() * d_);
  for (const std::size_t center : mixture_.centers) {
    centers_.insert(centers_.end(), points_.data() + center * d_, points_.data() + (center + 1) * d_);
  }
  const auto range = range_of(centers_.data(), mixture_.centers.size(), d_);
  if (!range) {
    by_transform_ = false;
    return;
  }
  grid_.emplace(centers_.data(), mixture_.centers.size(), d_, *range, control_);
  transform_.emplace(centers_.data(), mixture_.weights, d_, *grid_, isa_, threads, control_);
}

void LatticeSums::sums(std::size_t first, std::size_t count, std::vector<double>& sums,
                       std::vector<double>& errors) const {
  const std::size_t per_tile = points_per_tile();
  sums.assign(count * per_tile, 0.0);
  errors.assign(count * per_tile, by_transform_ ? kBeyondReach : 0.0);
  std::vector<double> points, of_tile;
  for (std::size_t t = 0; t < count; ++t) {
    const TileCorner& tile = lattice_.tiles()[first + t];
    lattice_.points_of(tile, of_tile);
    points.insert(points.end(), of_tile.begin(), of_tile.end());
    if (!by_transform_) from_pairs(tile, of_tile, sums.data() + t * per_tile);
  }
  if (!by_transform_) return;
  const auto range = range_of(points.data(), sums.size(), d_);
  transform_->sums(points.data(), BoxGrid(points.data(), sums.size(), d_, *range, control_), 1, sums.data(),
                   errors.data());
}

void LatticeSums::from_pairs(const TileCorner& tile, const std::vector<double>& points, double* sums) const {
  const Kernel& kernel = kernel_for(isa_);
  Components near;
  lattice_.components_near(tile, near);
  BlockedCenters centers(d_, kernel.lanes);
  centers.assign(points_.data(), near.centers, near.weights, control_);
  const std::vector<double> no_offset(points_per_tile(), 0.0);
  kernel.pair_sum(points.data(), no_offset.data(), points_per_tile(), centers.view(), sums);
}

}  // namespace infoflow
