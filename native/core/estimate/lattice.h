// Where a mixture in one or two dimensions has mass: square tiles of lattice points near its centers.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "estimate/conditions.h"

namespace infoflow {

// Corner of a tile, in tiles; the second is 0 in one dimension.
using TileCorner = std::array<std::int64_t, 2>;

class Lattice {
 public:
  // Lattice points per σ and per edge of a tile: a tile is 4σ wide.
  static constexpr std::int64_t kPointsPerSigma = 8;
  static constexpr std::int64_t kPointsPerTile = 32;

  // `points`: centers × d scaled coordinates, d = 1 or 2; |coordinate| below 2^40. Where the centers alone lie in more
  // than `most_tiles` tiles, it stays without any.
  Lattice(const std::vector<double>& points, std::size_t d, const Components& mixture, double most_tiles,
          const Control& control);

  bool has_too_many_tiles() const { return has_too_many_tiles_; }

  // Every tile that holds a point within 9σ of a center, in ascending order.
  const std::vector<TileCorner>& tiles() const { return tiles_; }

  // Adds to `out` the components that matter in a tile: those less than 16σ away, and maybe some beyond.
  void components_near(const TileCorner& tile, Components& out) const;

  // How many those are.
  std::size_t count_near(const TileCorner& tile) const;

  // Coordinates of a tile's points, points × d, in order of their lattice indices.
  void points_of(const TileCorner& tile, std::vector<double>& out) const;

 private:
  struct Member {
    TileCorner tile;
    std::size_t index;
  };

  // Components in the tiles up to `reach` away along each axis, as ranges of `members_`.
  template <class Visit>
  void visit_near(const TileCorner& tile, std::int64_t reach, const Visit& visit) const;
  bool within_nine_sigma(const TileCorner& tile) const;

  const std::vector<double>& points_;
  std::size_t d_;
  const Components& mixture_;
  std::vector<Member> members_;  // ascending by tile
  std::vector<TileCorner> tiles_;
  bool has_too_many_tiles_ = false;
};

}  // namespace infoflow
