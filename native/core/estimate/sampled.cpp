#include "estimate/sampled.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "estimate/batches.h"
#include "estimate/evaluation.h"
#include "estimate/overlaps.h"
#include "estimate/visits.h"
#include "math/logarithm.h"

namespace infoflow {

namespace {

constexpr std::uint64_t kPilotDraws = 1024;
// What a stage is planned beyond the pilot's forecast, so that one stage is nearly always enough.
constexpr double kReserve = 1.15;
constexpr double kMostDrawsPerCenter = 4e9;
// A few hundred batches in all tell the standard error well.
constexpr std::uint64_t kBatches = 256;
// Looking at all pairs of centers costs as much as this many draws a center.
constexpr std::size_t kMostCentersForOverlaps = 4096;
// Weak overlaps of less than this go to the bound, unsampled.
constexpr double kNegligible = 1e-10;

// Values at one stage: what was measured, and the weights of its visits.
struct Stage {
  Batches batches;
  std::vector<double> weights;
  Spread spread;
};

// Draws around some of the atoms (all of them, or those of strong overlap), stage after stage with fresh numbers.
class Sampling {
 public:
  Sampling(const GroupedMixture& mixture, const Request& request, const Control& control,
           std::vector<std::size_t> atoms)
      : mixture_(mixture),
        request_(request),
        control_(control),
        evaluator_(mixture, request, control),
        atoms_(std::move(atoms)) {
    for (const std::size_t atom : atoms_) weights_.push_back(mixture.atoms.weight[atom]);
    share_ = std::accumulate(weights_.begin(), weights_.end(), 0.0);
    for (double& weight : weights_) weight /= share_;
  }

  std::uint64_t atoms() const { return atoms_.size(); }
  double share() const { return share_; }  // of the whole weight
  std::uint64_t draws() const { return draws_; }

  // One draw at each of `count` atoms, chosen by weight.
  Stage at_positions(std::uint64_t count) {
    const auto chosen = stratified_rows(weights_, count, request_.seed, stage_);
    Batches batches = measure(1, 1, count, [&](std::size_t visit) { return atoms_[chosen[visit]]; });
    return {std::move(batches), std::vector<double>(count, 1 / static_cast<double>(count)), Spread::kBetweenVisits};
  }

  // `draws` around every atom.
  Stage around_atoms(std::uint32_t draws) {
    const auto batches = static_cast<std::uint32_t>(std::max<std::uint64_t>(2, kBatches / atoms()));
    return {measure(draws, batches, atoms(), [&](std::size_t visit) { return atoms_[visit]; }), weights_,
            Spread::kWithinVisits};
  }

 private:
  template <class AtomOf>
  Batches measure(std::uint32_t draws, std::uint32_t batches, std::uint64_t visits, const AtomOf& atom_of) {
    const auto values = [&](std::size_t first, std::size_t count, std::uint32_t draw, std::uint32_t here) {
      std::vector<std::size_t> visited(count);
      for (std::size_t v = 0; v < count; ++v) visited[v] = atom_of(first + v);
      return evaluator_.evaluate(visited, here, {request_.seed, DrawPurpose::kValue, stage_, first, draw});
    };
    Batches result = measure_visits(evaluator_.size(), visits, draws, batches, request_.threads, control_, values);
    ++stage_;
    draws_ += visits * draws;
    return result;
  }

  const GroupedMixture& mixture_;
  const Request& request_;
  const Control& control_;
  Evaluator evaluator_;
  std::vector<std::size_t> atoms_;
  std::vector<double> weights_;
  double share_ = 0;
  std::uint32_t stage_ = 0;
  std::uint64_t draws_ = 0;
};

// Entropies and mutual informations from the means of s, ln Σ and the groups' ln Σ (in this order), with s as
// control variate: its mean is d/2 exactly.
Information to_information(const Stage& stage, const GroupedMixture& mixture, double bound) {
  const ControlVariate exponent{0, static_cast<double>(mixture.d) / 2};
  std::size_t sampled = 0;
  for (const auto& condition : mixture.conditions) sampled += condition.exact ? 0 : 1;
  const auto value = [&](const std::vector<double>& functional, double rounding) {
    Value result = weighted_mean(stage.batches, stage.weights, functional, &exponent, stage.spread);
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

// Some atoms first; all of them, with their smaller variance, once that is no dearer.
Information to_tolerance(Sampling& sampling, const GroupedMixture& mixture, double tolerance, double bound) {
  const std::uint64_t atoms = sampling.atoms();
  const auto factor = [&](const Information& information) {
    const double excess = target_error(information) / tolerance;
    return excess * excess;
  };
  for (std::uint64_t count = kPilotDraws; count < 2 * atoms;) {
    const Information found = to_information(sampling.at_positions(count), mixture, bound);
    const double needed = factor(found);
    if (needed <= 1) return found;
    const double next = std::ceil(static_cast<double>(count) * needed * kReserve);
    if (next >= static_cast<double>(2 * atoms)) break;
    count = static_cast<std::uint64_t>(next);
  }
  double draws = std::max(2.0, std::ceil(static_cast<double>(kPilotDraws) / static_cast<double>(atoms)));
  while (true) {
    const Information found = to_information(sampling.around_atoms(static_cast<std::uint32_t>(draws)), mixture, bound);
    const double needed = factor(found);
    if (needed <= 1) return found;
    draws = std::min(std::ceil(draws * needed * kReserve), kMostDrawsPerCenter);
  }
}

std::uint32_t draws_per_atom(const Request& request, std::uint64_t atoms) {
  const std::uint64_t draws = (request.draws + atoms - 1) / atoms;
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(draws, static_cast<std::uint64_t>(kMostDrawsPerCenter)));
}

Information plain(const GroupedMixture& mixture, const Request& request, double bound, const Control& control) {
  std::vector<std::size_t> atoms(mixture.atoms.weight.size());
  std::iota(atoms.begin(), atoms.end(), std::size_t{0});
  Sampling sampling(mixture, request, control, std::move(atoms));
  Information information =
      request.draws > 0
          ? to_information(sampling.around_atoms(draws_per_atom(request, sampling.atoms())), mixture, bound)
          : to_tolerance(sampling, mixture, request.tolerance, bound);
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

  std::uint64_t count = kPilotDraws;
  if (request.draws > 0) {
    count = draws_per_atom(request, mixture.atoms.weight.size()) * overlaps.weak_count();
    count = std::max<std::uint64_t>(count, 2);
  }
  for (std::uint32_t stage = 0;; ++stage) {
    Value overlap = overlaps.sample_weak(count, stage);
    draws += count;
    const double excess = overlap.standard_error / tolerance;
    if (request.draws > 0 || excess <= 1) {
      overlap.value = separated - overlap.value;
      return overlap;
    }
    count = static_cast<std::uint64_t>(std::ceil(static_cast<double>(count) * excess * excess * kReserve));
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
    Sampling sampling(mixture, request, control, std::move(strong));
    const double share = sampling.share();
    const Value part =
        request.draws > 0
            ? to_information(sampling.around_atoms(draws_per_atom(request, mixture.atoms.weight.size())), mixture, 0)
                  .total
            : to_tolerance(sampling, mixture, tolerance / share, 0).total;
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

}  // namespace

Information sampled_information(const GroupedMixture& mixture, const Request& request, double bound,
                                const Control& control) {
  const bool exact = std::all_of(mixture.conditions.begin(), mixture.conditions.end(),
                                 [](const Condition& condition) { return condition.exact; });
  if (exact && mixture.all.centers.size() <= kMostCentersForOverlaps) {
    return by_overlaps(mixture, request, bound, control);
  }
  return plain(mixture, request, bound, control);
}

}  // namespace infoflow
