// Lloyd's iterations with Hamerly's bounds.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "clustering/rows.h"
#include "parallel/control.h"
#include "simd/isa.h"

namespace infoflow {

struct LloydSettings {
  std::size_t max_iterations = 300;
  double tolerance = 0;  // of the summed squared moves of the centers, in the units of the rows' frame, squared
  int threads = 1;
  Isa isa = Isa::kBaseline;
};

struct Clustering {
  std::vector<std::int32_t> labels;
  std::vector<double> centers;  // k × d, in the units of the rows' frame
  double inertia = 0;           // Σ w ‖x − c‖², in the same, squared
  std::size_t iterations = 0;
  bool converged = false;  // the last iteration moved no row, or the centers by no more than the tolerance
};

// From k × d centers `start`; `weights` has n entries, or none for equal ones of 1. As scikit-learn's: stops when no
// label changes or the centers move by no more than the tolerance; then the labels are those of the last centers. A
// cluster that lost its rows moves to the row farthest from its own center, which that loses; where every row sits on
// its center it stays where it was. Cost: O(n k d) for an iteration, less when centers move little: G. Hamerly, "Making
// k-means even faster", SDM 2010. Memory: 12 bytes a row beside the rows. The result does not depend on `threads`.
template <class Real>
Clustering lloyd(const Rows<Real>& rows, std::span<const double> weights, std::vector<double> start,
                 const LloydSettings& settings, const Control& control);

}  // namespace infoflow
