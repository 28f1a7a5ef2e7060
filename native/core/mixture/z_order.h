// An order of points in which neighbours lie together, cheaper than a tree's: along Morton's curve.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace infoflow {

// The points' numbers, sorted by the interleaved digits of their coordinates: 64 binary digits in all, shared by the
// (at most 16) columns that spread the most. `points`: count × d, row-major, finite. Depends on nothing but the points.
// Cost: O(count d). Morton, "A computer oriented geodetic data base", IBM Ottawa, 1966.
std::vector<std::size_t> z_order(const double* points, std::size_t count, std::size_t d, int threads);

}  // namespace infoflow
