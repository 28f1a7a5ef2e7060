// How much more one noisy layer says than another about the same condition: two mutual informations from the same rows
// and evaluation points.
#pragma once

#include <cstddef>
#include <cstdint>

#include "estimate/estimate.h"
#include "parallel/control.h"

namespace infoflow {

struct DifferenceSide {
  double information = 0;      // I(G;T) of the mixture
  double row_information = 0;  // h(T) − h(noise)
  double gaussian_ceiling = 0;
  std::size_t centers = 0;
};

struct Difference {
  Value value;  // I of b less I of a
  bool bracketed = false;
  Interval interval;  // where `bracketed`
  double conditional_gap = 0;
  DifferenceSide a;
  DifferenceSide b;
  double entropy_of_rows = 0;
  double entropy_of_groups = 0;
  std::size_t smallest_group = 0;
  std::uint64_t draws = 0;  // evaluation points, each in both mixtures where they are paired
  Method method = Method::kSampled;
};

// Row i of `b` belongs to row i of `a`: the same input, at best in the same pass. Both requests have the same rows,
// weights and one condition; sampling and population are those of `a`. Points are drawn around each row in both layers
// with the same normals, and errors are measured of the difference: for near snapshots they are many times smaller than
// of each. Where a side is known without draws, or its overlaps are few, the sides are evaluated apart, with half of
// the tolerance each, and their errors are added. Throws SpreadTooLarge.
Difference information_difference(Request a, Request b, Control& control);

}  // namespace infoflow
