// Sums of the distances from every row to the rows of each class.
#pragma once

#include <functional>

#include "clustering/class_rows.h"
#include "clustering/rows.h"
#include "parallel/control.h"
#include "simd/isa.h"

namespace infoflow {

// Sums above so much memory are found a few rows at a time.
constexpr std::size_t kBytesOfDistanceSums = std::size_t{256} << 20;

struct DistanceSumsSettings {
  int threads = 1;
  Isa isa = Isa::kBaseline;
  std::size_t most_bytes = kBytesOfDistanceSums;
};

// Calls use(i, sums) once for each row i, from any thread: sums[c] = Σ_j ‖row i − row j‖ over the rows j of class c.
// Every pair is measured once where all sums fit, n · classes of them, else twice. Cost: O(n² d); the sums do not
// depend on `threads`.
void for_each_distance_sums(const Rows<double>& rows, const ClassOrder& order, const DistanceSumsSettings& settings,
                            const Control& control, const std::function<void(std::size_t, const double*)>& use);

}  // namespace infoflow
