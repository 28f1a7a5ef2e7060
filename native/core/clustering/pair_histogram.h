// Histograms over all pairs of rows, within classes and across them.
#pragma once

#include "clustering/silhouette.h"

namespace infoflow {

enum class PairMeasure { kDistance, kCosine };

struct PairHistogramRequest {
  LabelledRows rows;
  PairMeasure measure = PairMeasure::kDistance;
  std::vector<double> edges;  // of the bins, ascending, equally spaced, in the units of the samples
};

// Counts of the n(n − 1)/2 pairs: bin b holds edges[b] ≤ value < edges[b + 1], the last one its upper edge too. What
// lies outside (by rounding, for cosines: cosines are held to [−1, 1] first) is in no bin.
struct PairCounts {
  std::vector<std::uint64_t> bins;
  std::uint64_t pairs = 0;  // in all, outside the bins too
  double sum = 0;           // of their values
};

struct PairHistograms {
  PairCounts within;
  PairCounts across;
  std::size_t zero_rows = 0;  // without a direction: in no pair of cosines
};

// Cost: O(n² d), memory O(n d + bins). Counts are exact for distances rounded to (d + 4) 2^-53 of themselves; they and
// the sums do not depend on `threads`.
PairHistograms pair_histograms(const PairHistogramRequest& request, const Control& control);

}  // namespace infoflow
