#include "estimate/sampled.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "estimate/evaluation.h"
#include "estimate/group_sums.h"
#include "estimate/information_sampling.h"
#include "estimate/staged_sampling.h"
#include "estimate/two_levels.h"
#include "math/logarithm.h"

namespace infoflow {

namespace {

// Up to so many, all pairs of centers are looked at, which costs as much as a draw a center. With more, a shorter
// mixture saves much.
constexpr std::size_t kFewCenters = 4096;
// Weak overlaps of less than this go to the bound, unsampled.
constexpr double kNegligible = 1e-10;

StagedSampling::Evaluate evaluate_by(const Evaluator& evaluator, const GroupedMixture& mixture) {
  return [&](std::span<const std::size_t> around, std::span<const double> normals) {
    return evaluator.evaluate(around, normals, mixture.d);
  };
}

Information plain(const GroupedMixture& mixture, const Request& request, double bound, const Control& control) {
  const Evaluator evaluator(mixture, request, control);
  InformationSampling sampling(mixture, evaluate_by(evaluator, mixture), all_atoms(mixture), request, control);
  Information information = sampling.sample(request.tolerance, bound);
  information.draws = sampling.draws();
  return information;
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
    count = static_cast<std::uint64_t>(std::ceil(static_cast<double>(count) * growth_to_tolerance(excess)));
  }
}

// Where every condition is exact and all pairs of centers can be looked at: weak centers by their near pairs, the
// others by draws around them.
Information by_overlaps(const GroupedMixture& mixture, const Request& request, const Overlaps& overlaps, double bound,
                        const Control& control) {
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
    InformationSampling sampling(mixture, evaluate_by(evaluator, mixture), std::move(strong), request, control);
    const double share = sampling.share();
    const Value part = sampling.sample(tolerance / share, 0).total;
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
  return exact && mixture.all.centers.size() <= kFewCenters;
}

}  // namespace

std::optional<Overlaps> weak_overlaps(const GroupedMixture& mixture, const Request& request, const Control& control) {
  if (!looks_at_pairs(mixture)) return std::nullopt;
  Overlaps overlaps(mixture, request, control);
  if (overlaps.weak_count() == 0) return std::nullopt;
  return overlaps;
}

Information sampled_information(const GroupedMixture& mixture, const Request& request, double bound,
                                const Control& control) {
  return sampled_information(mixture, request, weak_overlaps(mixture, request, control), bound, control);
}

Information sampled_information(const GroupedMixture& mixture, const Request& request,
                                const std::optional<Overlaps>& overlaps, double bound, const Control& control) {
  const double with_skipped = bound + kSkippedTerms;
  // Where draws were asked for they are made, even if they can tell nothing.
  if (overlaps && (request.draws == 0 || overlaps->most_missing() > kNegligible)) {
    return by_overlaps(mixture, request, *overlaps, with_skipped, control);
  }
  if (request.draws == 0 && mixture.all.centers.size() > kFewCenters) {
    if (auto information = information_at_two_levels(mixture, request, with_skipped, control)) return *information;
  }
  return plain(mixture, request, with_skipped, control);
}

}  // namespace infoflow
