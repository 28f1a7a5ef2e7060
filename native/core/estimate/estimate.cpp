#include "estimate/estimate.h"

#include <cmath>
#include <limits>

#include "estimate/bracket.h"
#include "estimate/conditions.h"
#include "estimate/gaussian_ceiling.h"
#include "estimate/quadrature.h"
#include "estimate/sampled.h"
#include "math/logarithm.h"
#include "mixture/blocked_centers.h"
#include "mixture/scaled_samples.h"

namespace infoflow {

namespace {

constexpr double kLn2Pi = 1.83787706640934548356;
constexpr double kLargestCoordinate = 1e150;
// `auto` takes quadrature up to about a second of one core.
constexpr double kMostPairsUnasked = 2e9;

// Rounding of a log-density, nats: of the exponents that matter (up to about d + 64), of exp2 and the dot form, and of
// the coordinates, each of which moves a center by at most 2^-52 of the largest one.
double rounding_bound(std::size_t d, double largest_coordinate) {
  constexpr double kEpsilon = std::numeric_limits<double>::epsilon();
  const double size = static_cast<double>(d);
  const double dot_form = d >= kDotFormFrom ? 2 * kDotFormError : 0;
  return 1e-14 + dot_form + kEpsilon * ((size + 4) * (size + 64) + 4 * size * largest_coordinate);
}

// Where the point's own center is held out nothing is there to be small beside: in the dot form every exponent carries
// the rounding of the squared norms.
double held_out_rounding(std::size_t d, double largest_coordinate) {
  if (d < kDotFormFrom) return 0;
  return 8 * std::numeric_limits<double>::epsilon() * static_cast<double>(d) * largest_coordinate * largest_coordinate;
}

Information information_of(const GroupedMixture& mixture, const Request& request, double largest_coordinate,
                           Control& control, Method& method) {
  if (mixture.all.centers.size() == 1) {
    // One center: no information, and every entropy is the noise's.
    Information none;
    none.conditional.resize(mixture.conditions.size());
    none.mutual.resize(mixture.conditions.size());
    method = request.method == Method::kQuadrature || mixture.d <= 2 ? Method::kQuadrature : Method::kSampled;
    return none;
  }
  const double bound = rounding_bound(mixture.d, largest_coordinate);
  if (request.method != Method::kSampled) {
    const bool asked = request.method == Method::kQuadrature;
    const double most_pairs = asked ? std::numeric_limits<double>::infinity() : kMostPairsUnasked;
    auto information = quadrature_information(mixture, request, largest_coordinate, bound, most_pairs, control);
    if (information) {
      method = Method::kQuadrature;
      return *information;
    }
    if (asked) throw SpreadTooLarge{};
  }
  method = Method::kSampled;
  return sampled_information(mixture, request, bound, control);
}

bool bracket_of(const GroupedMixture& mixture, const Request& request, std::span<const double> weights,
                Bracket& bracket, const Control& control) {
  if (mixture.all.centers.size() > 1) return population_bracket(mixture, request, weights, bracket, control);
  // One center: whatever is held out, the rest is the same.
  bracket.conditional.resize(mixture.conditions.size());
  bracket.mutual.resize(mixture.conditions.size());
  return true;
}

Value raised(Value value, double by) {
  value.value += by;
  return value;
}

// Each end has the rounding of its log-densities.
Interval raised(Interval interval, double by, double rounding) {
  for (Value* end : {&interval.low, &interval.high}) {
    end->value += by;
    end->bound += rounding;
  }
  return interval;
}

}  // namespace

SpreadTooLarge::SpreadTooLarge()
    : ArgumentError("sigma",
                    "too small for these samples; they may spread over 1e150 sigma (2^40 for quadrature) at most") {}

Result estimate(Request request, Control& control) {
  std::vector<double> weights = std::move(request.weights);
  if (weights.empty()) weights.assign(request.n, 1.0 / static_cast<double>(request.n));
  const auto scaled = scale_samples(std::move(request.samples), request.n, request.d, request.sigma);
  if (scaled.largest > kLargestCoordinate) throw SpreadTooLarge{};
  const GroupedMixture mixture = group_mixture(scaled.data, request.n, scaled.d, weights, request.conditions);

  Result result;
  const Information information = information_of(mixture, request, scaled.largest, control, result.method);
  const double noise_entropy = static_cast<double>(request.d) * ((kLn2Pi + 1) / 2 + natural_log(request.sigma));
  result.entropy = raised(information.total, noise_entropy);
  Bracket bracket;
  if (request.population != Population::kComplete) {
    result.bracketed = bracket_of(mixture, request, weights, bracket, control);
  }
  const double rounding = rounding_bound(mixture.d, scaled.largest) + held_out_rounding(mixture.d, scaled.largest);
  if (result.bracketed) result.entropy_interval = raised(bracket.total, noise_entropy, rounding);
  for (std::size_t c = 0; c < mixture.conditions.size(); ++c) {
    const auto& condition = mixture.conditions[c];
    ConditionResult of_condition;
    of_condition.conditional_entropy = raised(information.conditional[c], noise_entropy);
    of_condition.mutual_information = information.mutual[c];
    if (result.bracketed) {
      of_condition.conditional_interval = raised(bracket.conditional[c], noise_entropy, condition.exact ? 0 : rounding);
      of_condition.mutual_interval = raised(bracket.mutual[c], 0, 2 * rounding);
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
