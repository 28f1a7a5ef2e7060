#include "estimate/pairwise_information.h"

#include "estimate/conditions.h"
#include "mixture/scaled_samples.h"

namespace infoflow {

namespace {

constexpr double kLargestCoordinate = 1e150;

}  // namespace

PairwiseInformation pairwise_information(Request request, const Control& control) {
  std::vector<double> weights = std::move(request.weights);
  if (weights.empty()) weights.assign(request.n, 1.0 / static_cast<double>(request.n));
  const auto scaled = scale_samples(std::move(request.samples), request.n, request.d, request.sigma);
  if (scaled.largest > kLargestCoordinate) throw SpreadTooLarge{};
  const GroupedMixture mixture = group_mixture(scaled.data, request.n, scaled.d, weights, request.conditions);
  const auto bounds = [&](const Components& components) {
    return pairwise_bounds(mixture.points.data(), mixture.d, components.centers, components.weights, request.isa,
                           request.threads, control);
  };

  const Condition& condition = mixture.conditions.front();
  PairwiseInformation result;
  result.total = bounds(mixture.all);
  for (std::size_t g = 0; g < condition.mixtures.size(); ++g) {
    if (condition.probabilities[g] == 0) continue;
    const PairwiseBounds of_group = bounds(condition.mixtures[g]);
    result.conditional.lower += condition.probabilities[g] * of_group.lower;
    result.conditional.upper += condition.probabilities[g] * of_group.upper;
  }
  result.entropy_of_rows = discrete_entropy(weights);
  result.entropy_of_groups = discrete_entropy(condition.probabilities);
  result.smallest_group = condition.smallest_group;
  result.centers = mixture.all.centers.size();
  return result;
}

}  // namespace infoflow
