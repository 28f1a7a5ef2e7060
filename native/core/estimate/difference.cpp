#include "estimate/difference.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>
#include <vector>

#include "estimate/bracket.h"
#include "estimate/evaluation.h"
#include "estimate/gaussian_ceiling.h"
#include "estimate/group_sums.h"
#include "estimate/information.h"
#include "estimate/rounding.h"
#include "estimate/sampled.h"
#include "estimate/staged_sampling.h"
#include "mixture/scaled_samples.h"

namespace infoflow {

namespace {

struct Side {
  Request request;
  double largest = 0;
  GroupedMixture mixture;

  const Condition& condition() const { return mixture.conditions.front(); }
  double rounding() const { return rounding_bound(mixture.d, largest); }
  // Quantities of its Evaluator: the exponent, ln Σ, and that of the groups unless they are exact.
  std::size_t quantities() const { return condition().exact ? 2 : 3; }
};

Side side_of(Request request, const std::vector<double>& weights, const std::vector<bool>& kept,
             const Control& control) {
  Side side;
  const auto scaled = scale_samples(std::move(request.samples), request.n, request.d, request.sigma, control, kept);
  require_representable(scaled);
  side.largest = scaled.largest;
  side.mixture = group_mixture(scaled.data, request.n, scaled.d, weights, request.conditions, control);
  side.request = std::move(request);
  return side;
}

// Columns that vary on one side stay on both, so that column k has the same normals there.
std::vector<bool> columns_kept(const Request& a, const Request& b, const Control& control) {
  if (a.d != b.d) return {};
  std::vector<bool> kept = varying_columns(a.samples, a.n, a.d, control);
  const std::vector<bool> of_b = varying_columns(b.samples, b.n, b.d, control);
  for (std::size_t k = 0; k < kept.size(); ++k) kept[k] = kept[k] || of_b[k];
  return kept;
}

// Makes the atoms of both sides the same sets of rows: those that share center and group on either side, in the order
// of the centers of `a`.
void share_atoms(Side& a, Side& b, const std::vector<double>& weights, const Control& control) {
  std::size_t groups = 0;
  const auto& labels = a.request.conditions.front();
  const std::vector<std::size_t> group =
      labels.empty() ? std::vector<std::size_t>(weights.size(), 0) : dense_labels(labels, groups, control);
  // By center of a, group and center of b.
  std::map<std::tuple<std::size_t, std::size_t, std::size_t>, double> weight_of;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] > 0) weight_of[{a.mixture.center_of_row[i], group[i], b.mixture.center_of_row[i]}] += weights[i];
  }
  for (Side* side : {&a, &b}) {
    side->mixture.atoms = {};
    auto& group_of_atom = side->mixture.conditions.front().group_of_atom;
    group_of_atom.clear();
    for (const auto& [key, weight] : weight_of) {
      side->mixture.atoms.center.push_back(side == &a ? std::get<0>(key) : std::get<2>(key));
      side->mixture.atoms.weight.push_back(weight);
      if (!side->condition().exact) group_of_atom.push_back(std::get<1>(key));
    }
  }
}

// Nothing is assumed of how the errors of the two go together.
Value minus(const Value& b, const Value& a) {
  Value difference{b.value - a.value, b.standard_error + a.standard_error, b.bound + a.bound, 0};
  for (const Value* value : {&a, &b}) {
    if (value->standard_error == 0) continue;
    const double freedom = value->degrees_of_freedom;
    difference.degrees_of_freedom =
        difference.degrees_of_freedom == 0 ? freedom : std::min(difference.degrees_of_freedom, freedom);
  }
  return difference;
}

void note(DifferenceSide& side, const Information& information) {
  side.information = information.mutual.front().value;
  side.row_information = information.total.value;
}

// False where drawing around the rows of both is the better way.
bool evaluated_apart(Side& a, Side& b, Difference& result, Control& control) {
  auto of_a = information_without_draws(a.mixture, a.request, a.largest, control);
  auto of_b = information_without_draws(b.mixture, b.request, b.largest, control);
  const auto overlaps_of = [&](const Side& side, bool known) {
    return known ? std::nullopt : weak_overlaps(side.mixture, side.request, control);
  };
  const auto overlaps_a = overlaps_of(a, of_a.has_value()), overlaps_b = overlaps_of(b, of_b.has_value());
  const bool both = !of_a && !of_b;
  if (both && !overlaps_a && !overlaps_b) return false;
  for (const auto& [side, overlaps, information] :
       {std::tuple(&a, &overlaps_a, &of_a), std::tuple(&b, &overlaps_b, &of_b)}) {
    if (*information) continue;
    Request request = side->request;
    if (both) request.tolerance /= 2;
    *information = sampled_information(side->mixture, request, *overlaps, side->rounding(), control);
  }
  note(result.a, *of_a);
  note(result.b, *of_b);
  result.value = minus(of_b->mutual.front(), of_a->mutual.front());
  result.draws = of_a->draws + of_b->draws;
  const bool sampled = of_a->method == Method::kSampled || of_b->method == Method::kSampled;
  result.method = sampled ? Method::kSampled : Method::kQuadrature;
  return true;
}

void evaluate_together(const Side& a, const Side& b, Difference& result, const Control& control) {
  const Evaluator of_a(a.mixture, a.request, control), of_b(b.mixture, b.request, control);
  const std::size_t from_b = a.quantities(), quantities = a.quantities() + b.quantities();
  const std::size_t width = std::max(a.mixture.d, b.mixture.d);
  const auto evaluate = [&](std::span<const std::size_t> atoms, std::span<const double> normals) {
    const std::vector<double> values_a = of_a.evaluate(atoms, normals, width),
                              values_b = of_b.evaluate(atoms, normals, width);
    std::vector<double> values;
    for (std::size_t p = 0; p < atoms.size(); ++p) {
      const auto append = [&](const std::vector<double>& from, std::size_t size) {
        const auto first = from.begin() + static_cast<std::ptrdiff_t>(p * size);
        values.insert(values.end(), first, first + static_cast<std::ptrdiff_t>(size));
      };
      append(values_a, a.quantities());
      append(values_b, b.quantities());
    }
    return values;
  };
  const ControlVariate exponents[] = {{0, static_cast<double>(a.mixture.d) / 2},
                                      {from_b, static_cast<double>(b.mixture.d) / 2}};
  const auto mean = [&](const Stage& stage, double times_a, double times_b, bool whole) {
    std::vector<double> functional(quantities, 0.0);
    const auto add = [&](const Side& side, std::size_t first, double times) {
      functional[first + 1] -= times;
      if (whole && !side.condition().exact) functional[first + 2] += times;
    };
    add(a, 0, times_a);
    add(b, from_b, times_b);
    return stage.mean(functional, exponents);
  };
  std::vector<std::size_t> atoms(a.mixture.atoms.weight.size());
  std::iota(atoms.begin(), atoms.end(), std::size_t{0});
  StagedSampling sampling(quantities, width, evaluate, std::move(atoms), a.mixture.atoms.weight, a.request, control);
  const auto error = [&](const Stage& stage) { return mean(stage, -1, 1, true).standard_error; };
  const Stage stage = a.request.draws > 0 ? sampling.asked_for(a.mixture.atoms.weight.size())
                                          : sampling.to_tolerance(a.request.tolerance, error);
  result.value = mean(stage, -1, 1, true);
  for (const Side* side : {&a, &b}) result.value.bound += (side->condition().exact ? 1 : 2) * side->rounding();
  result.a.information = mean(stage, 1, 0, true).value;
  result.b.information = mean(stage, 0, 1, true).value;
  result.a.row_information = mean(stage, 1, 0, false).value;
  result.b.row_information = mean(stage, 0, 1, false).value;
  result.draws = sampling.draws();
}

// The side's own interval, where it needs no bracket: one center says nothing, and of groups with one center each
// every row is known. Else false.
bool settled(const Side& side, Interval& interval, Control& control) {
  const bool groups_known =
      side.request.population == Population::kGroups && side.condition().exact && side.condition().smallest_group > 1;
  if (side.mixture.all.centers.size() > 1 && !groups_known) return false;
  const Value value = information_of(side.mixture, side.request, side.largest, control).mutual.front();
  interval = {value, value, {}};
  return true;
}

bool own_interval(const Side& side, std::span<const double> weights, Interval& interval, double& conditional_gap,
                  const Control& control) {
  Bracket bracket;
  if (!population_bracket(side.mixture, side.request, weights, bracket, control)) return false;
  interval = bracket.mutual.front();
  conditional_gap += bracket.conditional.front().gap.value;
  return true;
}

void bracket(const Side& a, const Side& b, const std::vector<double>& weights, Difference& result, Control& control) {
  Interval of_a, of_b;
  const bool a_settled = settled(a, of_a, control), b_settled = settled(b, of_b, control);
  if (!a_settled && !b_settled) {
    DifferenceBracket paired;
    result.bracketed = difference_bracket({a.mixture, a.request}, {b.mixture, b.request}, weights, paired, control);
    result.interval = paired.information;
    result.conditional_gap = paired.conditional_gap;
  } else {
    result.bracketed = (a_settled || own_interval(a, weights, of_a, result.conditional_gap, control)) &&
                       (b_settled || own_interval(b, weights, of_b, result.conditional_gap, control));
    result.interval = {minus(of_b.low, of_a.high), minus(of_b.high, of_a.low), {}};
    result.interval.gap = minus(of_b.gap, of_a.gap);
    result.interval.gap.value = of_a.gap.value + of_b.gap.value;
  }
  for (const Side* side : {&a, &b}) {
    const double of_log_density =
        side->rounding() + held_out_rounding(side->mixture.d, side->largest) + kSkippedTermsWithoutPart;
    result.interval.low.bound += 2 * of_log_density;
    result.interval.high.bound += 2 * of_log_density;
  }
}

}  // namespace

Difference information_difference(Request request_a, Request request_b, Control& control) {
  std::vector<double> weights = std::move(request_a.weights);
  if (weights.empty()) weights.assign(request_a.n, 1.0 / static_cast<double>(request_a.n));
  const std::vector<bool> kept = columns_kept(request_a, request_b, control);
  Side a = side_of(std::move(request_a), weights, kept, control);
  Side b = side_of(std::move(request_b), weights, kept, control);

  Difference result;
  if (!evaluated_apart(a, b, result, control)) {
    Side paired_a = a, paired_b = b;
    share_atoms(paired_a, paired_b, weights, control);
    evaluate_together(paired_a, paired_b, result, control);
  }
  if (a.request.population != Population::kComplete) bracket(a, b, weights, result, control);
  for (auto [side, of_side] : {std::pair(&a, &result.a), std::pair(&b, &result.b)}) {
    of_side->gaussian_ceiling = gaussian_ceiling(side->mixture, side->request.threads, control);
    of_side->centers = side->mixture.all.centers.size();
  }
  result.entropy_of_rows = discrete_entropy(weights);
  result.entropy_of_groups = discrete_entropy(a.condition().probabilities);
  result.smallest_group = a.condition().smallest_group;
  return result;
}

}  // namespace infoflow
