#include "estimate/coarse_mixture.h"

#include <algorithm>
#include <utility>

#include "math/constants.h"
#include "math/logarithm.h"
#include "math/power_of_two.h"
#include "mixture/scaled_samples.h"

namespace infoflow {

namespace {

// Beyond, full covariances take more time than they are worth.
constexpr std::size_t kMostFullDimensions = 16;
constexpr auto kNone = static_cast<std::size_t>(-1);

Gaussian gaussian_of(const std::vector<double>& centers, std::size_t d, const Components& components, bool diagonal) {
  const double weight = total_weight(components);
  Gaussian gaussian;
  gaussian.mean = mean_of(centers, d, components);
  std::vector<double> covariance;
  for (std::size_t k = 0; k < d; ++k) {
    for (std::size_t l = diagonal ? k : 0; l <= k; ++l) {
      double sum = 0;
      for (std::size_t i = 0; i < components.centers.size(); ++i) {
        const double* center = centers.data() + components.centers[i] * d;
        sum += components.weights[i] * (center[k] - gaussian.mean[k]) * (center[l] - gaussian.mean[l]);
      }
      covariance.push_back(sum / weight / (kScale * kScale) + (k == l ? 1 : 0));
    }
  }
  gaussian.set_covariance(std::move(covariance), diagonal);
  gaussian.constant -= natural_log(weight) / kLn2;
  return gaussian;
}

}  // namespace

CoarseMixture::CoarseMixture(const std::vector<double>& centers, std::size_t d, const Components& components,
                             std::span<const std::size_t> clusters, const Kernel& kernel, const Control& control)
    : centers_(centers), d_(d), clusters_(clusters), members_(by_cluster(components, clusters, control)) {
  if (members_.empty()) return;
  // The last one has the highest number.
  of_cluster_.assign(clusters[members_.back().centers.front()] + 1, kNone);
  for (const Components& cluster : members_) {
    control.check();
    of_cluster_[clusters[cluster.centers.front()]] = gaussians_.size();
    gaussians_.push_back(gaussian_of(centers, d, cluster, diagonal()));
  }
  layout_.emplace_back(gaussians_, d, diagonal(), kernel);
}

bool CoarseMixture::diagonal() const { return d_ > kMostFullDimensions; }

void CoarseMixture::add_sums(const Points& points, std::span<double> sums) const {
  if (layout_.empty()) return;
  layout_.front().add_sums(points.coordinates.data(), points.exponents, sums);
  for (std::size_t p = 0; p < points.size(); ++p) {
    const std::size_t cluster = clusters_[points.centers[p]];
    const std::size_t own = cluster < of_cluster_.size() ? of_cluster_[cluster] : kNone;
    if (own == kNone) continue;
    const double* y = points.coordinates.data() + p * d_;
    const double in_short = power_of_two(points.exponents[p] + gaussians_[own].log2_density(y, diagonal()));
    double in_full = 0;
    for (std::size_t i = 0; i < members_[own].centers.size(); ++i) {
      const double* center = centers_.data() + members_[own].centers[i] * d_;
      in_full += members_[own].weights[i] * power_of_two(points.exponents[p] - exponent_between(center, y, d_));
    }
    // Rounding must not take the others below 0.
    sums[p] = std::max(sums[p] - in_short, 0.0) + in_full;
  }
}

double CoarseMixture::pairs() const {
  // Vector instructions of a Gaussian: differences, products with the factor, squares, the exponential.
  const auto size = static_cast<double>(d_);
  const double products = diagonal() ? size : size * (size + 1) / 2;
  return static_cast<double>(gaussians_.size()) * (13 + 2 * size + products) / (13 + 2 * size);
}

}  // namespace infoflow
