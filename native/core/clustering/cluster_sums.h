// Sums of the rows of each cluster, kept up to date as rows change clusters.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace infoflow {

struct ClusterSums {
  ClusterSums(std::size_t clusters, std::size_t dimensions)
      : k(clusters), d(dimensions), sums(k * d), weights(k), rows(k) {}

  std::size_t k;
  std::size_t d;
  std::vector<double> sums;        // k × d
  std::vector<double> weights;     // k
  std::vector<std::int64_t> rows;  // k: members of positive weight

  // Adds `weight` · row; a negative weight takes a row away.
  template <class Real>
  void add(std::int32_t cluster, const Real* row, double weight) {
    const auto j = static_cast<std::size_t>(cluster);
    double* sum = sums.data() + j * d;
    for (std::size_t i = 0; i < d; ++i) sum[i] += weight * static_cast<double>(row[i]);
    weights[j] += weight;
    rows[j] += weight > 0 ? 1 : weight < 0 ? -1 : 0;
  }

  void add(const ClusterSums& other);
  void clear();

  // A cluster without members holds exact zeros, whatever was rounded on the way there.
  void clear_empty();
};

}  // namespace infoflow
