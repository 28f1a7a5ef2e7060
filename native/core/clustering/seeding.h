// Starting centers.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "clustering/rows.h"
#include "parallel/control.h"
#include "random/philox.h"
#include "simd/isa.h"

namespace infoflow {

// Greedy k-means++: k rows as centers (k × d, in the units of the rows' frame), each the best of 2 + ⌊ln k⌋ candidates
// drawn with probability proportional to weight × squared distance to the nearest center so far. Where fewer rows than
// k are distinct, rows repeat. Cost: O(n k d ln k), memory about 4 (3 + ln k) bytes a row. Source: D. Arthur, S.
// Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007, and their implementation's greedy trials.
template <class Real>
std::vector<double> seed_centers(const Rows<Real>& rows, std::span<const double> weights, std::size_t k,
                                 const RandomKey& key, int threads, Isa isa, const Control& control);

}  // namespace infoflow
