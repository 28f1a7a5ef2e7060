#include "estimate/clusters.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "estimate/points.h"

namespace infoflow {

namespace {

// Centers of a cluster, or more where there would be more clusters than this.
constexpr std::size_t kCentersOfCluster = 16, kClusters = 4096;

// The centers in this order, every so many a cluster, and none across two groups.
std::vector<std::size_t> cut(const std::vector<std::size_t>& order, std::span<const std::size_t> group_of_center) {
  std::vector<std::size_t> clusters(order.size());
  const std::size_t most = std::max(kCentersOfCluster, (order.size() + kClusters - 1) / kClusters);
  std::size_t cluster = 0, size = 0;
  for (std::size_t i = 0; i < order.size(); ++i, ++size) {
    const bool next_group = i > 0 && group_of_center[order[i]] != group_of_center[order[i - 1]];
    if (next_group || size == most) {
      ++cluster;
      size = 0;
    }
    clusters[order[i]] = cluster;
  }
  return clusters;
}

// Mean squared distance of the centers from the means of their clusters.
double spread(const GroupedMixture& mixture, std::span<const std::size_t> clusters, const Control& control) {
  double sum = 0;
  for (const Components& cluster : by_cluster(mixture.all, clusters, control)) {
    control.check();
    const auto mean = mean_of(mixture.points, mixture.d, cluster);
    for (std::size_t i = 0; i < cluster.centers.size(); ++i) {
      const double* center = mixture.points.data() + cluster.centers[i] * mixture.d;
      sum += cluster.weights[i] * exponent_between(center, mean.data(), mixture.d);
    }
  }
  return sum;
}

}  // namespace

std::vector<std::size_t> clusters_of_centers(const GroupedMixture& mixture, const Control& control) {
  const std::size_t n = mixture.all.centers.size();
  std::vector<std::size_t> order(n), group(n, 0);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<std::size_t> best = cut(order, group);
  double least = spread(mixture, best, control);
  for (const Condition& condition : mixture.conditions) {
    if (condition.exact) continue;
    for (std::size_t a = 0; a < mixture.atoms.center.size(); ++a) {
      group[mixture.atoms.center[a]] = condition.group_of_atom[a];
    }
    std::iota(order.begin(), order.end(), std::size_t{0});
    stable_sort(order.begin(), order.end(), control, [&](std::size_t a, std::size_t b) { return group[a] < group[b]; });
    std::vector<std::size_t> clusters = cut(order, group);
    const double of_these = spread(mixture, clusters, control);
    if (of_these < least) {
      least = of_these;
      best = std::move(clusters);
    }
  }
  return best;
}

std::vector<Components> by_cluster(const Components& components, std::span<const std::size_t> clusters,
                                   const Control& control) {
  std::vector<std::size_t> order(components.centers.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto cluster = [&](std::size_t i) { return clusters[components.centers[i]]; };
  stable_sort(order.begin(), order.end(), control,
              [&](std::size_t a, std::size_t b) { return cluster(a) < cluster(b); });
  std::vector<Components> result;
  for (std::size_t k = 0; k < order.size(); ++k) {
    control.check_at(k);
    if (k == 0 || cluster(order[k]) != cluster(order[k - 1])) result.emplace_back();
    result.back().centers.push_back(components.centers[order[k]]);
    result.back().weights.push_back(components.weights[order[k]]);
  }
  return result;
}

double total_weight(const Components& components) {
  return std::accumulate(components.weights.begin(), components.weights.end(), 0.0);
}

std::vector<double> mean_of(const std::vector<double>& centers, std::size_t d, const Components& components) {
  const double weight = total_weight(components);
  std::vector<double> mean(d, 0.0);
  for (std::size_t i = 0; i < components.centers.size(); ++i) {
    const double* center = centers.data() + components.centers[i] * d;
    for (std::size_t k = 0; k < d; ++k) mean[k] += components.weights[i] / weight * center[k];
  }
  return mean;
}

}  // namespace infoflow
