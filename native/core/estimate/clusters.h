// Centers that lie together.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "estimate/conditions.h"

namespace infoflow {

// The cluster of each center: some neighbours, or some of one group of a condition, whichever lie closer together: in
// many dimensions the noisy passes of one input do. About 16 centers each, or as many as leave 4096 clusters.
std::vector<std::size_t> clusters_of_centers(const GroupedMixture& mixture, const Control& control);

// The components of each cluster, those without any left out; `centers` ascend in each.
std::vector<Components> by_cluster(const Components& components, std::span<const std::size_t> clusters,
                                   const Control& control);

double total_weight(const Components& components);

// Mean of the components' centers, rows of d coordinates.
std::vector<double> mean_of(const std::vector<double>& centers, std::size_t d, const Components& components);

}  // namespace infoflow
