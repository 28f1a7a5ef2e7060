#include "estimate/information.h"

#include <limits>

#include "estimate/quadrature.h"
#include "estimate/rounding.h"
#include "estimate/sampled.h"

namespace infoflow {

namespace {

// `auto` takes quadrature up to about a second of one core.
constexpr double kMostPairsUnasked = 2e9;

}  // namespace

std::optional<Information> information_without_draws(const GroupedMixture& mixture, const Request& request,
                                                     double largest_coordinate, Control& control) {
  const bool asked = request.method == Method::kQuadrature;
  if (mixture.all.centers.size() == 1) {
    // One center: no information, and every entropy is the noise's.
    Information none;
    none.conditional.resize(mixture.conditions.size());
    none.mutual.resize(mixture.conditions.size());
    none.method = asked || mixture.d <= 2 ? Method::kQuadrature : Method::kSampled;
    return none;
  }
  if (request.method == Method::kSampled) return std::nullopt;
  const double most_pairs = asked ? std::numeric_limits<double>::infinity() : kMostPairsUnasked;
  auto information = quadrature_information(mixture, request, largest_coordinate,
                                            rounding_bound(mixture.d, largest_coordinate), most_pairs, control);
  if (!information && asked) throw SpreadTooLarge{};
  return information;
}

Information information_of(const GroupedMixture& mixture, const Request& request, double largest_coordinate,
                           Control& control) {
  auto information = information_without_draws(mixture, request, largest_coordinate, control);
  if (information) return *information;
  return sampled_information(mixture, request, rounding_bound(mixture.d, largest_coordinate), control);
}

}  // namespace infoflow
