#include "estimate/information_sampling.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace infoflow {

namespace {

// The exponent, the mixture's log-sum, and one for each condition that is not exact.
std::size_t quantities_of(const GroupedMixture& mixture) {
  std::size_t quantities = 2;
  for (const auto& condition : mixture.conditions) quantities += condition.exact ? 0 : 1;
  return quantities;
}

double target_error(const Information& information) {
  if (information.mutual.empty()) return information.total.standard_error;
  double largest = 0;
  for (const auto& value : information.mutual) largest = std::max(largest, value.standard_error);
  return largest;
}

}  // namespace

InformationSampling::InformationSampling(const GroupedMixture& mixture, StagedSampling::Evaluate evaluate,
                                         std::vector<std::size_t> atoms, const Request& request, const Control& control,
                                         std::uint32_t first_stage)
    : mixture_(mixture),
      request_(request),
      sampling_(quantities_of(mixture), mixture.d, std::move(evaluate), std::move(atoms), mixture.atoms.weight, request,
                control, first_stage) {}

double InformationSampling::pilot_error() { return target_error(to_information(sampling_.pilot(), 0)); }

Information InformationSampling::sample(double tolerance, double bound) {
  if (request_.draws > 0) return to_information(sampling_.asked_for(mixture_.atoms.weight.size()), bound);
  const auto error = [&](const Stage& stage) { return target_error(to_information(stage, bound)); };
  return to_information(sampling_.to_tolerance(tolerance, error), bound);
}

// From the means of s, ln Σ and the groups' ln Σ (in this order), with s as control variate: its mean is d/2 exactly.
Information InformationSampling::to_information(const Stage& stage, double bound) const {
  const ControlVariate exponent{0, static_cast<double>(mixture_.d) / 2};
  const auto value = [&](const std::vector<double>& functional, double rounding) {
    Value result = stage.mean(functional, {&exponent, 1});
    result.bound = rounding;
    return result;
  };
  Information information;
  std::vector<double> functional(quantities_of(mixture_), 0.0);
  functional[1] = -1;
  information.total = value(functional, bound);
  std::size_t quantity = 2;
  for (const auto& condition : mixture_.conditions) {
    if (condition.exact) {
      information.conditional.push_back({});
      information.mutual.push_back(information.total);
      continue;
    }
    std::vector<double> conditional(functional.size(), 0.0), mutual = functional;
    conditional[quantity] = -1;
    mutual[quantity] = 1;
    information.conditional.push_back(value(conditional, bound));
    information.mutual.push_back(value(mutual, 2 * bound));
    ++quantity;
  }
  return information;
}

std::vector<std::size_t> all_atoms(const GroupedMixture& mixture) {
  std::vector<std::size_t> atoms(mixture.atoms.weight.size());
  std::iota(atoms.begin(), atoms.end(), std::size_t{0});
  return atoms;
}

double joint_degrees_of_freedom(const Value& a, const Value& b) {
  const double va = a.standard_error * a.standard_error, vb = b.standard_error * b.standard_error;
  const double per_freedom =
      (va > 0 ? va * va / a.degrees_of_freedom : 0) + (vb > 0 ? vb * vb / b.degrees_of_freedom : 0);
  return per_freedom > 0 ? (va + vb) * (va + vb) / per_freedom : 0;
}

}  // namespace infoflow
