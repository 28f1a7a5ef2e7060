#include "clustering/cluster_sums.h"

#include <algorithm>

namespace infoflow {

void ClusterSums::add(const ClusterSums& other) {
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += other.sums[i];
  for (std::size_t j = 0; j < k; ++j) {
    weights[j] += other.weights[j];
    rows[j] += other.rows[j];
  }
}

void ClusterSums::clear() {
  std::fill(sums.begin(), sums.end(), 0.0);
  std::fill(weights.begin(), weights.end(), 0.0);
  std::fill(rows.begin(), rows.end(), 0);
}

void ClusterSums::clear_empty() {
  for (std::size_t j = 0; j < k; ++j) {
    if (rows[j] > 0) continue;
    weights[j] = 0;
    std::fill_n(sums.begin() + static_cast<std::ptrdiff_t>(j * d), d, 0.0);
  }
}

}  // namespace infoflow
