#include "estimate/estimate.h"

#include <cmath>
#include <limits>

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

Value raised(Value value, double by) {
  value.value += by;
  return value;
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
  for (std::size_t c = 0; c < mixture.conditions.size(); ++c) {
    const auto& condition = mixture.conditions[c];
    result.conditions.push_back({raised(information.conditional[c], noise_entropy), information.mutual[c],
                                 discrete_entropy(condition.probabilities), condition.groups, condition.smallest_group,
                                 condition.exact});
  }
  result.entropy_of_rows = discrete_entropy(weights);
  result.gaussian_ceiling = gaussian_ceiling(mixture, request.threads, control);
  result.centers = mixture.all.centers.size();
  result.draws = information.draws;
  return result;
}

}  // namespace infoflow
