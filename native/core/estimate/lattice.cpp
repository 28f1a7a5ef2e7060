#include "estimate/lattice.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <span>

#include "mixture/scaled_samples.h"

namespace infoflow {

namespace {

// In scaled coordinates σ is kScale.
constexpr double kStep = kScale / Lattice::kPointsPerSigma;
constexpr double kTile = kStep * Lattice::kPointsPerTile;
constexpr double kNineSigma = 9 * kScale;
// Tiles are 4σ wide: 3 beyond an occupied one reach at least 12σ, 4 beyond at least 16σ.
constexpr std::int64_t kActiveReach = 3;
constexpr std::int64_t kNearReach = 4;

}  // namespace

Lattice::Lattice(const std::vector<double>& points, std::size_t d, const Components& mixture, double most_tiles,
                 const Control& control)
    : points_(points), d_(d), mixture_(mixture) {
  for (std::size_t i = 0; i < mixture.centers.size(); ++i) {
    control.check_at(i);
    TileCorner tile = {0, 0};
    for (std::size_t k = 0; k < d; ++k) {
      tile[k] = static_cast<std::int64_t>(std::floor(points[mixture.centers[i] * d + k] / kTile));
    }
    members_.push_back({tile, i});
  }
  sort(members_.begin(), members_.end(), control,
       [](const Member& a, const Member& b) { return a.tile != b.tile ? a.tile < b.tile : a.index < b.index; });
  std::vector<TileCorner> occupied;
  for (const Member& member : members_) {
    if (occupied.empty() || occupied.back() != member.tile) occupied.push_back(member.tile);
  }
  has_too_many_tiles_ = static_cast<double>(occupied.size()) > most_tiles;
  if (has_too_many_tiles_) return;
  const std::int64_t reach_y = d == 2 ? kActiveReach : 0;
  for (const TileCorner& tile : occupied) {
    for (std::int64_t x = -kActiveReach; x <= kActiveReach; ++x) {
      for (std::int64_t y = -reach_y; y <= reach_y; ++y) tiles_.push_back({tile[0] + x, tile[1] + y});
    }
  }
  sort(tiles_.begin(), tiles_.end(), control, std::less<>{});
  tiles_.erase(std::unique(tiles_.begin(), tiles_.end()), tiles_.end());
  std::erase_if(tiles_, [&](const TileCorner& tile) {
    control.check();
    return !within_nine_sigma(tile);
  });
}

template <class Visit>
void Lattice::visit_near(const TileCorner& tile, std::int64_t reach, const Visit& visit) const {
  const std::int64_t reach_y = d_ == 2 ? reach : 0;
  auto end = members_.begin();
  for (std::int64_t x = tile[0] - reach; x <= tile[0] + reach; ++x) {
    const auto first =
        std::lower_bound(end, members_.end(), TileCorner{x, tile[1] - reach_y},
                         [](const Member& member, const TileCorner& corner) { return member.tile < corner; });
    end = std::upper_bound(first, members_.end(), TileCorner{x, tile[1] + reach_y},
                           [](const TileCorner& corner, const Member& member) { return corner < member.tile; });
    visit(std::span(first, end));
  }
}

bool Lattice::within_nine_sigma(const TileCorner& tile) const {
  double nearest = 2 * kNineSigma * kNineSigma;
  visit_near(tile, kActiveReach, [&](std::span<const Member> members) {
    for (const Member& member : members) {
      if (nearest <= kNineSigma * kNineSigma) return;
      double squared = 0;
      for (std::size_t k = 0; k < d_; ++k) {
        const double low = static_cast<double>(tile[k]) * kTile;
        const double x = points_[mixture_.centers[member.index] * d_ + k];
        const double outside = std::max({low - x, x - (low + kTile), 0.0});
        squared += outside * outside;
      }
      nearest = std::min(nearest, squared);
    }
  });
  return nearest <= kNineSigma * kNineSigma;
}

void Lattice::components_near(const TileCorner& tile, Components& out) const {
  visit_near(tile, kNearReach, [&](std::span<const Member> members) {
    for (const Member& member : members) {
      out.centers.push_back(mixture_.centers[member.index]);
      out.weights.push_back(mixture_.weights[member.index]);
    }
  });
}

std::size_t Lattice::count_near(const TileCorner& tile) const {
  std::size_t count = 0;
  visit_near(tile, kNearReach, [&](std::span<const Member> members) { count += members.size(); });
  return count;
}

void Lattice::points_of(const TileCorner& tile, std::vector<double>& out) const {
  out.clear();
  const auto coordinate = [&](std::size_t k, std::int64_t i) {
    return static_cast<double>(tile[k] * kPointsPerTile + i) * kStep;
  };
  for (std::int64_t i = 0; i < kPointsPerTile; ++i) {
    if (d_ == 1) {
      out.push_back(coordinate(0, i));
      continue;
    }
    for (std::int64_t j = 0; j < kPointsPerTile; ++j) {
      out.push_back(coordinate(0, i));
      out.push_back(coordinate(1, j));
    }
  }
}

}  // namespace infoflow
