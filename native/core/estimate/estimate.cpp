#include "estimate/estimate.h"

#include "estimate/bracket.h"
#include "estimate/conditions.h"
#include "estimate/gaussian_ceiling.h"
#include "estimate/group_sums.h"
#include "estimate/information.h"
#include "estimate/rounding.h"
#include "math/constants.h"
#include "math/logarithm.h"

namespace infoflow {

namespace {

Value raised(Value value, double by) {
  value.value += by;
  return value;
}

// Each end has the error of its log-densities.
Interval raised(Interval interval, double by, double error) {
  for (Value* end : {&interval.low, &interval.high}) {
    end->value += by;
    end->bound += error;
  }
  return interval;
}

}  // namespace

Result estimate(Request request, Control& control) {
  std::vector<double> weights = std::move(request.weights);
  if (weights.empty()) weights.assign(request.n, 1.0 / static_cast<double>(request.n));
  const auto scaled = scale_samples(std::move(request.samples), request.n, request.d, request.sigma, control);
  require_representable(scaled);
  const GroupedMixture mixture = group_mixture(scaled.data, request.n, scaled.d, weights, request.conditions, control);

  Result result;
  const Information information = information_of(mixture, request, scaled.largest, control);
  result.method = information.method;
  const double noise_entropy = static_cast<double>(request.d) * ((kLn2Pi + 1) / 2 + natural_log(request.sigma));
  result.entropy = raised(information.total, noise_entropy);
  Bracket bracket;
  if (request.population != Population::kComplete) {
    result.bracketed = population_bracket(mixture, request, weights, bracket, control);
  }
  const double of_log_density = rounding_bound(mixture.d, scaled.largest) +
                                held_out_rounding(mixture.d, scaled.largest) + kSkippedTermsWithoutPart;
  if (result.bracketed) result.entropy_interval = raised(bracket.total, noise_entropy, of_log_density);
  for (std::size_t c = 0; c < mixture.conditions.size(); ++c) {
    const auto& condition = mixture.conditions[c];
    ConditionResult of_condition;
    of_condition.conditional_entropy = raised(information.conditional[c], noise_entropy);
    of_condition.mutual_information = information.mutual[c];
    if (result.bracketed) {
      of_condition.conditional_interval =
          raised(bracket.conditional[c], noise_entropy, condition.exact ? 0 : of_log_density);
      of_condition.mutual_interval = raised(bracket.mutual[c], 0, 2 * of_log_density);
    }
    of_condition.entropy_of_groups = discrete_entropy(condition.probabilities);
    of_condition.groups = condition.groups;
    of_condition.smallest_group = condition.smallest_group;
    of_condition.exact = condition.exact;
    result.conditions.push_back(of_condition);
  }
  result.entropy_of_rows = discrete_entropy(weights);
  result.gaussian_ceiling = gaussian_ceiling(mixture, request.threads, control);
  result.centers = mixture.all.centers.size();
  result.draws = information.draws;
  return result;
}

}  // namespace infoflow
