// Clusters at a scale: rows linked by steps of at most that length.
#pragma once

#include <cstdint>
#include <vector>

#include "clustering/rows.h"
#include "parallel/control.h"

namespace infoflow {

struct ComponentsRequest {
  std::size_t n = 0;
  std::size_t d = 0;
  RowData samples;       // n × d
  double threshold = 0;  // of a link, in the units of the samples, ≥ 0
  int threads = 1;
};

struct LinkedRows {
  std::vector<std::int32_t> labels;  // n, numbered in order of their first rows
  std::size_t count = 0;
};

// The connected components of the graph of rows at most `threshold` apart: single linkage cut there. By two passes over
// a k-d tree that never look into boxes too far apart, or already connected. Cost: O(n log n) in few dimensions, up to
// O(n² d) in many. Memory: O(n d).
LinkedRows connected_components(const ComponentsRequest& request, const Control& control);

}  // namespace infoflow
