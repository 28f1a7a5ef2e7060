#include "estimate/sampled.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "estimate/batches.h"
#include "estimate/evaluation.h"
#include "estimate/group_sums.h"
#include "estimate/overlaps.h"
#include "estimate/staged_sampling.h"
#include "math/logarithm.h"

namespace infoflow {

namespace {

// Looking at all pairs of centers costs as much as this many draws a center.
constexpr std::size_t kMostCentersForOverlaps = 4096;
// Weak overlaps of less than this go to the bound, unsampled.
constexpr double kNegligible = 1e-10;

StagedSampling sampling_of(const Evaluator& evaluator, const GroupedMixture& mixture, std::vector<std::size_t> atoms,
                           const Request& request, const Control& control) {
  const auto evaluate = [&](std::span<const std::size_t> around, std::span<const double> normals) {
    return evaluator.evaluate(around, normals, mixture.d);
  };
  return {evaluator.size(), mixture.d, evaluate, std::move(atoms), mixture.atoms.weight, request, control};
}

// Entropies and mutual informations from the means of s, ln Σ and the groups' ln Σ (in this order), with s as
// control variate: its mean is d/2 exactly.
Information to_information(const Stage& stage, const GroupedMixture& mixture, double bound) {
  const ControlVariate exponent{0, static_cast<double>(mixture.d) / 2};
  std::size_t sampled = 0;
  for (const auto& condition : mixture.conditions) sampled += condition.exact ? 0 : 1;
  const auto value = [&](const std::vector<double>& functional, double rounding) {
    Value result = stage.mean(functional, {&exponent, 1});
    result.bound = rounding;
    return result;
  };
  Information information;
  std::vector<double> functional(2 + sampled, 0.0);
  functional[1] = -1;
  information.total = value(functional, bound);
  std::size_t quantity = 2;
  for (const auto& condition : mixture.conditions) {
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

// The standard error that the tolerance is about.
double target_error(const Information& information) {
  if (information.mutual.empty()) return information.total.standard_error;
  double largest = 0;
  for (const auto& value : information.mutual) largest = std::max(largest, value.standard_error);
  return largest;
}

// As many draws as were asked for, or as the tolerance needs.
Information sample(StagedSampling& sampling, const GroupedMixture& mixture, const Request& request, double tolerance,
                   double bound) {
  if (request.draws > 0) return to_information(sampling.asked_for(mixture.atoms.weight.size()), mixture, bound);
  const auto error = [&](const Stage& stage) { return target_error(to_information(stage, mixture, bound)); };
  return to_information(sampling.to_tolerance(tolerance, error), mixture, bound);
}

Information plain(const GroupedMixture& mixture, const Request& request, double bound, const Control& control) {
  std::vector<std::size_t> atoms(mixture.atoms.weight.size());
  std::iota(atoms.begin(), atoms.end(), std::size_t{0});
  const Evaluator evaluator(mixture, request, control);
  StagedSampling sampling = sampling_of(evaluator, mixture, std::move(atoms), request, control);
  Information information = sample(sampling, mixture, request, request.tolerance, bound);
  information.draws = sampling.draws();
  return information;
}

// Welch–Satterthwaite.
double joint_degrees_of_freedom(const Value& a, const Value& b) {
  const double va = a.standard_error * a.standard_error, vb = b.standard_error * b.standard_error;
  const double per_freedom =
      (va > 0 ? va * va / a.degrees_of_freedom : 0) + (vb > 0 ? vb * vb / b.degrees_of_freedom : 0);
  return per_freedom > 0 ? (va + vb) * (va + vb) / per_freedom : 0;
}

// The weak centers' part of h(T) − h(noise): Σ w_i (−ln w_i − E ln(1 + R_i)).
Value weak_part(const Overlaps& overlaps, const GroupedMixture& mixture, const Request& request, double tolerance,
                std::uint64_t& draws) {
  double separated = 0;
  for (std::size_t i = 0; i < overlaps.weak().size(); ++i) {
    if (overlaps.weak()[i]) separated -= mixture.all.weights[i] * natural_log(mixture.all.weights[i]);
  }
  const double most = overlaps.most_missing();
  if (most <= kNegligible) return {separated - most / 2, 0, most / 2, 0};

  std::uint64_t count = StagedSampling::kPilotDraws;
  if (request.draws > 0) {
    count = draws_per_atom(request, mixture.atoms.weight.size()) * overlaps.weak_count();
    count = std::max<std::uint64_t>(count, 2);
  }
  for (std::uint32_t stage = 0;; ++stage) {
    Value overlap = overlaps.sample_weak(count, stage);
    draws += count;
    const double excess = overlap.standard_error / tolerance;
    if (request.draws > 0 || excess <= 1) {
      if (request.draws == 0) overlap.standard_error *= widening_within(excess);
      overlap.value = separated - overlap.value;
      return overlap;
    }
    count =
        static_cast<std::uint64_t>(std::ceil(static_cast<double>(count) * excess * excess * StagedSampling::kReserve));
  }
}

// Where every condition is exact and all pairs of centers can be looked at: weak centers by their near pairs, the
// others by draws around them.
Information by_overlaps(const GroupedMixture& mixture, const Request& request, double bound, const Control& control) {
  const Overlaps overlaps(mixture, request, control);
  // Where draws were asked for they are made, even if they can tell nothing.
  const bool nothing_to_sample = request.draws > 0 && overlaps.most_missing() <= kNegligible;
  if (overlaps.weak_count() == 0 || nothing_to_sample) return plain(mixture, request, bound, control);
  std::vector<std::size_t> strong;
  for (std::size_t i = 0; i < overlaps.weak().size(); ++i) {
    if (!overlaps.weak()[i]) strong.push_back(i);
  }
  Information information;
  // Each part may have half of the variance.
  const double tolerance = strong.empty() ? request.tolerance : request.tolerance / std::sqrt(2.0);
  Value total = weak_part(overlaps, mixture, request, tolerance, information.draws);
  if (!strong.empty()) {
    const Evaluator evaluator(mixture, request, control);
    StagedSampling sampling = sampling_of(evaluator, mixture, std::move(strong), request, control);
    const double share = sampling.share();
    const Value part = sample(sampling, mixture, request, tolerance / share, 0).total;
    const Value scaled = {part.value * share, part.standard_error * share, 0, part.degrees_of_freedom};
    information.draws += sampling.draws();
    total = {total.value + scaled.value, std::hypot(total.standard_error, scaled.standard_error), total.bound,
             joint_degrees_of_freedom(total, scaled)};
  }
  total.bound += bound;
  information.total = total;
  information.conditional.resize(mixture.conditions.size());
  information.mutual.assign(mixture.conditions.size(), total);
  return information;
}

bool looks_at_pairs(const GroupedMixture& mixture) {
  const bool exact = std::all_of(mixture.conditions.begin(), mixture.conditions.end(),
                                 [](const Condition& condition) { return condition.exact; });
  return exact && mixture.all.centers.size() <= kMostCentersForOverlaps;
}

}  // namespace

bool samples_overlaps(const GroupedMixture& mixture, const Request& request, const Control& control) {
  return looks_at_pairs(mixture) && Overlaps(mixture, request, control).weak_count() > 0;
}

Information sampled_information(const GroupedMixture& mixture, const Request& request, double bound,
                                const Control& control) {
  const double with_skipped = bound + kSkippedTerms;
  return looks_at_pairs(mixture) ? by_overlaps(mixture, request, with_skipped, control)
                                 : plain(mixture, request, with_skipped, control);
}

}  // namespace infoflow
