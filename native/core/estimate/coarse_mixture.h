// A mixture in short: components that lie together as one Gaussian.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "estimate/conditions.h"
#include "estimate/gaussians.h"

namespace infoflow {

// The cluster of each center: some neighbours, or some of one group of a condition, whichever lie closer together: in
// many dimensions the noisy passes of one input do.
std::vector<std::size_t> clusters_of_centers(const GroupedMixture& mixture);

// The components of each cluster as one Gaussian of their weight, mean and covariance. `centers`: rows of d scaled
// coordinates that the components name, each with its cluster.
GaussianLayout coarse_mixture(const std::vector<double>& centers, std::size_t d, const Components& components,
                              std::span<const std::size_t> clusters, const Kernel& kernel);

// How many terms of the pair sum take as long as that of one such Gaussian.
double pairs_per_gaussian(std::size_t d);

}  // namespace infoflow
