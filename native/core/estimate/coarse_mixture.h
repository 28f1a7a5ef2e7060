// A mixture in short: components that lie together as one Gaussian.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "estimate/clusters.h"
#include "estimate/gaussians.h"
#include "estimate/points.h"

namespace infoflow {

// The components of each cluster as one Gaussian of their weight, mean and covariance.
class CoarseMixture {
 public:
  // `centers`: rows of d scaled coordinates that the components name, each with its cluster. Both must outlive this
  // object.
  CoarseMixture(const std::vector<double>& centers, std::size_t d, const Components& components,
                std::span<const std::size_t> clusters, const Kernel& kernel, const Control& control);

  // sums[i] += Σ w 2^(s − exponent) over the Gaussians; but for the cluster of a point's own center, over its centers:
  // they weigh most there, the more the fewer others are near.
  void add_sums(const Points& points, std::span<double> sums) const;

  // Terms of a pair sum that take as long as all those of a point.
  double pairs() const;

 private:
  bool diagonal() const;

  const std::vector<double>& centers_;
  std::size_t d_;
  std::span<const std::size_t> clusters_;
  std::vector<Components> members_;      // of each Gaussian
  std::vector<Gaussian> gaussians_;      // with their weights in the constants
  std::vector<std::size_t> of_cluster_;  // the Gaussian of each cluster that has one
  std::vector<GaussianLayout> layout_;   // one, or none of no components
};

}  // namespace infoflow
