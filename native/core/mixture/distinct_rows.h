// Equal rows are one center: a layer of a network on 4096 inputs has few centers however many rows were pushed.
#pragma once

#include <cstddef>
#include <vector>

#include "parallel/control.h"

namespace infoflow {

struct DistinctRows {
  std::vector<std::size_t> id;     // per row: which distinct row it is, numbered by first appearance
  std::vector<std::size_t> first;  // per distinct row: the row where it first appears
};

// Rows are equal when all d values are. Cost O(n d) expected.
DistinctRows distinct_rows(const double* rows, std::size_t n, std::size_t d, const Control& control);

}  // namespace infoflow
