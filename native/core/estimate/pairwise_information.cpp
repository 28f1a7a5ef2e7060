#include "estimate/pairwise_information.h"

namespace infoflow {

PairwiseInformation pairwise_information(NoisyRows rows, const std::vector<std::int32_t>& labels, Isa isa, int threads,
                                         const Control& control) {
  const GroupedMixture mixture = mixture_of(std::move(rows), {labels}, control);
  const auto bounds = [&](const Components& components) {
    return pairwise_bounds(mixture.points.data(), mixture.d, components.centers, components.weights, isa, threads,
                           control);
  };
  PairwiseInformation result;
  result.total = bounds(mixture.all);
  result.centers = mixture.all.centers.size();
  const Condition& condition = mixture.conditions.front();
  for (std::size_t g = 0; g < condition.mixtures.size(); ++g) {
    if (condition.probabilities[g] == 0) continue;
    const PairwiseBounds of_group = bounds(condition.mixtures[g]);
    result.conditional.lower += condition.probabilities[g] * of_group.lower;
    result.conditional.upper += condition.probabilities[g] * of_group.upper;
  }
  return result;
}

}  // namespace infoflow
