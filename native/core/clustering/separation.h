// Scores of clusters from their means alone.
#pragma once

#include "clustering/silhouette.h"

namespace infoflow {

struct Separation {
  double calinski_harabasz = 0;
  double davies_bouldin = 0;
};

// Calinski–Harabasz: between-class over within-class variance, each over its degrees of freedom; 1 where all rows sit
// on their class mean. Davies–Bouldin: mean over the classes of the worst (s_i + s_j) / ‖μ_i − μ_j‖, s the mean
// distance to the class mean; classes with equal means are no neighbours. 2 ≤ classes < n. Cost: O(n d + classes² d).
Separation separation(const LabelledRows& request, const Control& control);

}  // namespace infoflow
