// How much nearer rows are to their own class than to the next one.
#pragma once

#include <cstdint>
#include <vector>

#include "clustering/rows.h"
#include "parallel/control.h"
#include "simd/isa.h"

namespace infoflow {

struct LabelledRows {
  std::size_t n = 0;
  std::size_t d = 0;
  RowData samples;                   // n × d
  std::vector<std::int32_t> labels;  // n, in [0, classes), none of them without rows
  std::size_t classes = 0;
  int threads = 1;
  Isa isa = Isa::kBaseline;
};

struct Silhouettes {
  std::vector<double> values;  // of each row
  // Mean distance of the pairs of rows in one class, and in different ones.
  double mean_within = 0;
  double mean_across = 0;
};

// (b − a) / max(a, b) of each row: a its mean distance to the other rows of its class, b the least mean distance to
// another class. 0 for the only row of a class, and where a = b = 0. Two to n − 1 classes. Cost: see
// distance_sums.h. Source: P. Rousseeuw, J. Comput. Appl. Math. 20 (1987) 53.
Silhouettes silhouettes(const LabelledRows& request, const Control& control);

}  // namespace infoflow
