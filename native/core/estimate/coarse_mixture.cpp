#include "estimate/coarse_mixture.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "estimate/points.h"
#include "math/constants.h"
#include "math/logarithm.h"
#include "mixture/scaled_samples.h"

namespace infoflow {

namespace {

// Beyond, full covariances take more time than they are worth.
constexpr std::size_t kMostFullDimensions = 16;

// Centers of a cluster, or more where there would be more clusters than this.
constexpr std::size_t kCentersOfCluster = 16, kClusters = 4096;

bool diagonal_in(std::size_t d) { return d > kMostFullDimensions; }

// `components` in the order of their clusters, and where each cluster begins, the end too.
struct Clustered {
  std::vector<std::size_t> order;
  std::vector<std::size_t> begins;
};

Clustered by_cluster(const Components& components, std::span<const std::size_t> clusters) {
  Clustered result;
  result.order.resize(components.centers.size());
  std::iota(result.order.begin(), result.order.end(), std::size_t{0});
  const auto cluster = [&](std::size_t i) { return clusters[components.centers[i]]; };
  std::stable_sort(result.order.begin(), result.order.end(),
                   [&](std::size_t a, std::size_t b) { return cluster(a) < cluster(b); });
  for (std::size_t i = 0; i < result.order.size(); ++i) {
    if (i == 0 || cluster(result.order[i]) != cluster(result.order[i - 1])) result.begins.push_back(i);
  }
  result.begins.push_back(result.order.size());
  return result;
}

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

std::vector<double> mean_of(const std::vector<double>& centers, std::size_t d, const Components& components,
                            std::span<const std::size_t> members, double weight) {
  std::vector<double> mean(d, 0.0);
  for (const std::size_t i : members) {
    const double* center = centers.data() + components.centers[i] * d;
    for (std::size_t k = 0; k < d; ++k) mean[k] += components.weights[i] / weight * center[k];
  }
  return mean;
}

double weight_of(const Components& components, std::span<const std::size_t> members) {
  double weight = 0;
  for (const std::size_t i : members) weight += components.weights[i];
  return weight;
}

// Mean squared distance of the centers from the means of their clusters.
double spread(const GroupedMixture& mixture, std::span<const std::size_t> clusters) {
  const auto [order, begins] = by_cluster(mixture.all, clusters);
  double sum = 0;
  for (std::size_t c = 0; c + 1 < begins.size(); ++c) {
    const auto members = std::span(order).subspan(begins[c], begins[c + 1] - begins[c]);
    const double weight = weight_of(mixture.all, members);
    const auto mean = mean_of(mixture.points, mixture.d, mixture.all, members, weight);
    for (const std::size_t i : members) {
      const double* center = mixture.points.data() + mixture.all.centers[i] * mixture.d;
      sum += mixture.all.weights[i] * exponent_between(center, mean.data(), mixture.d);
    }
  }
  return sum;
}

}  // namespace

std::vector<std::size_t> clusters_of_centers(const GroupedMixture& mixture) {
  const std::size_t n = mixture.all.centers.size();
  std::vector<std::size_t> order(n), group(n, 0);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<std::size_t> best = cut(order, group);
  double least = spread(mixture, best);
  for (const Condition& condition : mixture.conditions) {
    if (condition.exact) continue;
    for (std::size_t a = 0; a < mixture.atoms.center.size(); ++a) {
      group[mixture.atoms.center[a]] = condition.group_of_atom[a];
    }
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return group[a] < group[b]; });
    std::vector<std::size_t> clusters = cut(order, group);
    const double of_these = spread(mixture, clusters);
    if (of_these < least) {
      least = of_these;
      best = std::move(clusters);
    }
  }
  return best;
}

GaussianLayout coarse_mixture(const std::vector<double>& centers, std::size_t d, const Components& components,
                              std::span<const std::size_t> clusters, const Kernel& kernel) {
  const bool diagonal = diagonal_in(d);
  const auto [order, begins] = by_cluster(components, clusters);
  std::vector<Gaussian> gaussians;
  for (std::size_t c = 0; c + 1 < begins.size(); ++c) {
    const auto members = std::span(order).subspan(begins[c], begins[c + 1] - begins[c]);
    const double weight = weight_of(components, members);
    Gaussian& gaussian = gaussians.emplace_back();
    gaussian.mean = mean_of(centers, d, components, members, weight);
    std::vector<double> covariance;
    for (std::size_t k = 0; k < d; ++k) {
      for (std::size_t l = diagonal ? k : 0; l <= k; ++l) {
        double sum = 0;
        for (const std::size_t i : members) {
          const double* center = centers.data() + components.centers[i] * d;
          sum += components.weights[i] * (center[k] - gaussian.mean[k]) * (center[l] - gaussian.mean[l]);
        }
        covariance.push_back(sum / weight / (kScale * kScale) + (k == l ? 1 : 0));
      }
    }
    gaussian.set_covariance(std::move(covariance), diagonal);
    gaussian.constant -= natural_log(weight) / kLn2;
  }
  return {gaussians, d, diagonal, kernel};
}

double pairs_per_gaussian(std::size_t d) {
  // Vector instructions: differences, products with the factor, squares, the exponential.
  const auto size = static_cast<double>(d);
  const double products = diagonal_in(d) ? size : size * (size + 1) / 2;
  return (13 + 2 * size + products) / (13 + 2 * size);
}

}  // namespace infoflow
