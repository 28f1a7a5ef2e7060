#include "estimate/bracket.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <optional>
#include <utility>

#include "estimate/batches.h"
#include "estimate/folds.h"
#include "estimate/held_out.h"
#include "estimate/staged_sampling.h"
#include "estimate/visits.h"
#include "math/constants.h"
#include "math/logarithm.h"
#include "random/philox.h"

namespace infoflow {

namespace {

constexpr double kFewestPoints = 8192;
// Fewer rows do not tell how a sample varies: by chance or symmetry they may all say the same.
constexpr std::ptrdiff_t kFewestRows = 16;
// Pairs of point and center, in the first look and at most.
constexpr double kPairs = 0x1p31, kMostPairs = 0x1p33;
constexpr double kMostDrawsPerRow = 16;

// Test rows, visit by visit: draw r of visit v is around row `rows[v · batches + batch of r]`.
struct Plan {
  std::size_t visits = 0;
  std::uint32_t draws = 1;
  std::uint32_t batches = 1;
  std::vector<std::size_t> rows;
  std::vector<double> weights;
  Spread spread = Spread::kBetweenVisits;

  // As many equally weighted rows would tell as much.
  double effective_rows() const {
    return batches / std::inner_product(weights.begin(), weights.end(), weights.begin(), 0.0);
  }
};

std::uint32_t draws_per_row(double rows) {
  return static_cast<std::uint32_t>(std::clamp(std::ceil(kFewestPoints / rows), 1.0, kMostDrawsPerRow));
}

// In the order of their centers, so that points which are evaluated together lie together.
void sort_by_center(std::vector<std::size_t>& rows, const FoldedRows& folded) {
  std::sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(folded.center_of_row[a], a) < std::pair(folded.center_of_row[b], b);
  });
}

// Every row, or `points` of them chosen by weight.
Plan plan_of_rows(const FoldedRows& folded, double points, std::uint64_t seed, std::uint32_t stage) {
  const std::size_t n = folded.weight_of_row.size();
  Plan plan;
  if (points < static_cast<double>(n)) {
    plan.visits = static_cast<std::size_t>(points);
    plan.rows = stratified_rows(folded.weight_of_row, plan.visits, seed, stage);
    sort_by_center(plan.rows, folded);
    plan.weights.assign(plan.visits, 1 / static_cast<double>(plan.visits));
    return plan;
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (folded.weight_of_row[i] > 0) plan.rows.push_back(i);
  }
  sort_by_center(plan.rows, folded);
  for (const std::size_t row : plan.rows) plan.weights.push_back(folded.weight_of_row[row]);
  plan.visits = plan.rows.size();
  plan.draws = draws_per_row(static_cast<double>(n));
  return plan;
}

// The same number of different rows from every cell: the cells are all there is, so that only the spread in each
// counts.
Plan plan_of_cells(const FoldedRows& folded, double points, std::uint64_t seed, std::uint32_t stage) {
  const FoldedCondition& cells = folded.cells();
  std::vector<std::vector<std::size_t>> rows_of_cell(cells.size());
  for (std::size_t i = 0; i < folded.weight_of_row.size(); ++i) {
    if (folded.weight_of_row[i] > 0) rows_of_cell[cells.group_of_row[i]].push_back(i);
  }
  std::vector<std::size_t> order;
  std::size_t fewest_rows = folded.weight_of_row.size();
  for (std::size_t cell = 0; cell < rows_of_cell.size(); ++cell) {
    if (rows_of_cell[cell].empty()) continue;
    order.push_back(cell);
    fewest_rows = std::min(fewest_rows, rows_of_cell[cell].size());
  }
  // Those that lie together beside each other, as far as one row of each tells.
  const auto place = [&](std::size_t cell) {
    return std::pair(folded.center_of_row[rows_of_cell[cell].front()], cell);
  };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return place(a) < place(b); });
  Plan plan;
  plan.visits = order.size();
  const double per_cell = std::ceil(points / static_cast<double>(plan.visits));
  plan.batches = static_cast<std::uint32_t>(std::clamp(per_cell, 2.0, static_cast<double>(fewest_rows)));
  plan.draws = plan.batches * draws_per_row(static_cast<double>(plan.visits) * plan.batches);
  plan.spread = Spread::kWithinVisits;
  for (const std::size_t cell : order) {
    const auto& rows = rows_of_cell[cell];
    plan.weights.push_back(cells.weight[cell]);
    std::vector<double> weights;
    for (const std::size_t row : rows) weights.push_back(folded.weight_of_row[row]);
    const auto chosen = stratified_rows(weights, plan.batches, seed, stage + 2 * static_cast<std::uint32_t>(cell));
    for (const std::size_t index : chosen) plan.rows.push_back(rows[index]);
  }
  return plan;
}

class BracketSampling {
 public:
  BracketSampling(const GroupedMixture& mixture, const FoldedRows& folded, const Request& request,
                  const Control& control)
      : mixture_(mixture), folded_(folded), held_out_(mixture, folded, request, control) {
    all_sums_.emplace(mixture.points, mixture.d, folded.all.groups, request.isa, control);
    for (std::size_t i = 0; i < folded.conditions.size(); ++i) {
      const FoldedCondition& condition = folded.conditions[i];
      group_sums_.emplace_back(mixture.points, mixture.d, condition.groups, request.isa, control);
      if (!summed_by_ && group_sums_[i].cheaper_than(all_sums_->pairs_of(0), condition.weight)) summed_by_ = i;
    }
    if (!summed_by_) return;
    all_sums_.reset();
    shares_.assign(folded.conditions[*summed_by_].size(), 1.0);
  }

  // Quantities: s, ln Σ of all rows and of the row's group in each condition, then those of HeldOut.
  std::size_t size() const { return 2 + folded_.conditions.size() + held_out_.size(); }
  std::size_t d() const { return mixture_.d; }

  // Those at a point around each of `rows`, `visits` of them a draw from the one that is named on; the points' `stride`
  // apart in `out`.
  void test(const std::vector<std::size_t>& rows, std::size_t visits, const DrawName& name, std::span<double> out,
            std::size_t stride) const {
    const std::size_t conditions = folded_.conditions.size(), folds = folded_.folds;
    const Points points = points_around_rows(rows, visits, name);
    std::vector<double> all;
    if (all_sums_) all = all_sums_->sums(points, std::vector<std::size_t>(rows.size(), 0));
    std::vector<std::vector<double>> groups;
    for (std::size_t i = 0; i < conditions; ++i) {
      std::vector<std::size_t> group;
      for (const std::size_t row : rows) group.push_back(folded_.conditions[i].group_of_row[row]);
      groups.push_back(i == summed_by_ ? group_sums_[i].sums_of_all(points, group, shares_, all)
                                       : group_sums_[i].sums(points, group));
    }
    const HeldOut::Tested tested{points, rows, all, groups};
    const auto log_of_all_folds = [&](const std::vector<double>& sums, std::size_t p, double probability) {
      return natural_log(std::accumulate(&sums[p * folds], &sums[p * folds] + folds, 0.0) / probability);
    };
    for (std::size_t p = 0; p < rows.size(); ++p) {
      const auto of_point = out.subspan(p * stride, size());
      of_point[0] = kLn2 * points.exponents[p];
      of_point[1] = log_of_all_folds(all, p, 1);
      for (std::size_t i = 0; i < conditions; ++i) {
        const auto& condition = folded_.conditions[i];
        of_point[2 + i] = log_of_all_folds(groups[i], p, condition.weight[condition.group_of_row[rows[p]]]);
      }
    }
    held_out_.log_densities(tested, out.subspan(size() - held_out_.size()), stride);
  }

 private:
  Points points_around_rows(std::span<const std::size_t> rows, std::size_t visits, DrawName name) const {
    Points points;
    std::vector<std::size_t> centers(visits);
    for (std::size_t first = 0; first < rows.size(); first += visits, ++name.first_draw) {
      for (std::size_t v = 0; v < visits; ++v) centers[v] = folded_.center_of_row[rows[first + v]];
      points.append(draw_points(mixture_.points, mixture_.d, centers, 1, name));
    }
    return points;
  }

  const GroupedMixture& mixture_;
  const FoldedRows& folded_;
  HeldOut held_out_;
  std::vector<GroupSums> group_sums_;     // one a condition
  std::vector<double> shares_;            // of its groups in that sum: 1 each, their weights are the rows' own
  std::optional<std::size_t> summed_by_;  // the condition whose groups' sums make up those of all rows
  std::optional<GroupSums> all_sums_;     // without such a condition
};

// Where the quantities of a BracketSampling are among all that were measured.
struct Quantities {
  std::size_t first;
  std::size_t conditions;  // that are not exact

  std::size_t exponent() const { return first; }
  std::size_t plug_in() const { return first + 1; }
  std::size_t plug_in_of(std::size_t condition) const { return first + 2 + condition; }
  std::size_t held_out() const { return first + 2 + conditions; }
  std::size_t held_out_of(std::size_t condition) const { return held_out() + 1 + condition; }
  std::size_t normalised_of(std::size_t condition) const { return held_out() + 1 + conditions + condition; }
  std::size_t end() const { return held_out() + 1 + 2 * conditions; }
};

// An end of a bracket: the mean of the quantities `plus` less those `minus`.
struct End {
  std::vector<std::size_t> plus;
  std::vector<std::size_t> minus;

  End less(const End& other) const {
    End result = *this;
    result.plus.insert(result.plus.end(), other.minus.begin(), other.minus.end());
    result.minus.insert(result.minus.end(), other.plus.begin(), other.plus.end());
    return result;
  }
};

struct Ends {
  End low;
  End high;
};

Ends total_ends(const Quantities& at) { return {{{}, {at.plug_in()}}, {{}, {at.held_out()}}}; }

Ends conditional_ends(const Quantities& at, std::size_t condition) {
  return {{{}, {at.plug_in_of(condition)}}, {{}, {at.normalised_of(condition)}}};
}

Ends mutual_ends(const Quantities& at, std::size_t condition) {
  return {{{at.held_out_of(condition)}, {at.held_out()}}, {{at.plug_in_of(condition)}, {at.held_out()}}};
}

// An end as if one row more had been tested and had told nothing, as Laplace's rule of succession has it: what one row
// in many takes from an information may be missing among these, and then nothing in them shows it. `information`: that
// the end holds, with its sign.
void add_empty_row(Value& end, double information, double rows) {
  const double share = 1 / (rows + 1);
  end.value -= share * information;
  end.standard_error = std::hypot(end.standard_error, share * std::sqrt(1 - share) * information);
}

// What was measured at the test rows, and what the means of the exponents in it are.
struct Tests {
  Batches batches;
  const Plan& plan;
  std::vector<ControlVariate> exponents;
  std::size_t quantities;

  Value mean(const End& end) const {
    std::vector<double> functional(quantities, 0.0);
    for (const std::size_t q : end.plus) functional[q] += 1;
    for (const std::size_t q : end.minus) functional[q] -= 1;
    return weighted_mean(batches, plan.weights, functional, exponents, plan.spread);
  }

  Interval interval(const Ends& ends) const {
    return {mean(ends.low), mean(ends.high), mean(ends.high.less(ends.low))};
  }
};

// The same points in all of `samplings`, as far as their dimensions go.
Tests measure(std::span<const BracketSampling* const> samplings, const Plan& plan, const Request& request,
              std::uint32_t stage, const Control& control) {
  std::size_t quantities = 0, width = 0;
  std::vector<ControlVariate> exponents;
  for (const BracketSampling* sampling : samplings) {
    exponents.push_back({quantities, static_cast<double>(sampling->d()) / 2});
    quantities += sampling->size();
    width = std::max(width, sampling->d());
  }
  const std::uint32_t draws_per_batch = plan.draws / plan.batches;
  const auto values = [&](std::size_t first, std::size_t count, std::uint32_t draw, std::uint32_t here) {
    std::vector<std::size_t> rows;
    for (std::uint32_t r = draw; r < draw + here; ++r) {
      for (std::size_t v = first; v < first + count; ++v)
        rows.push_back(plan.rows[v * plan.batches + r / draws_per_batch]);
    }
    const DrawName name{request.seed, DrawPurpose::kBracket, 1 + stage, first, draw, width};
    std::vector<double> result(rows.size() * quantities);
    auto out = std::span(result);
    for (const BracketSampling* sampling : samplings) {
      sampling->test(rows, count, name, out, quantities);
      out = out.subspan(sampling->size());
    }
    return result;
  };
  return {measure_visits(quantities, plan.visits, plan.draws, plan.batches, request.threads, control, values), plan,
          std::move(exponents), quantities};
}

Bracket to_bracket(const Tests& tests, const Quantities& at, const GroupedMixture& mixture) {
  Bracket bracket;
  bracket.total = tests.interval(total_ends(at));
  std::size_t i = 0;
  for (const auto& condition : mixture.conditions) {
    if (condition.exact) {
      bracket.conditional.push_back({});
      bracket.mutual.push_back(bracket.total);
      continue;
    }
    bracket.conditional.push_back(tests.interval(conditional_ends(at, i)));
    auto& mutual = bracket.mutual.emplace_back(tests.interval(mutual_ends(at, i)));
    add_empty_row(mutual.low, mutual.low.value, tests.plan.effective_rows());
    ++i;
  }
  return bracket;
}

double largest_error(const Interval& interval) {
  return std::max(interval.low.standard_error, interval.high.standard_error);
}

// Stage after stage until `test(plan, stage)`, the largest standard error of the ends, is what the request wants.
// `centers`: that a point is evaluated at.
void test_to_tolerance(const FoldedRows& folded, const Request& request, std::size_t centers,
                       const std::function<double(const Plan&, std::uint32_t)>& test) {
  const bool of_groups = request.population == Population::kGroups;
  const double most = std::floor(kMostPairs / static_cast<double>(centers));
  const double first_look = std::floor(kPairs / static_cast<double>(centers));
  double points = std::clamp(first_look, std::min(kFewestPoints, most), 64 * kFewestPoints);
  if (of_groups) points = kFewestPoints;
  for (std::uint32_t stage = 0;; ++stage) {
    const Plan plan = of_groups ? plan_of_cells(folded, points, request.seed, 1 + stage)
                                : plan_of_rows(folded, points, request.seed, 1 + stage);
    const double excess = test(plan, stage) / request.tolerance;
    const double wanted = std::min(std::ceil(points * growth_to_tolerance(excess)), most);
    if (stage > 0 || request.draws > 0 || wanted <= points) return;
    points = wanted;
  }
}

bool too_few_rows(std::span<const double> weights) {
  return std::count_if(weights.begin(), weights.end(), [](double weight) { return weight > 0; }) < kFewestRows;
}

bool fold(const GroupedMixture& mixture, const Request& request, std::span<const double> weights, FoldedRows& folded,
          const Control& control) {
  if (request.population == Population::kGroups && mixture.conditions.front().exact) return false;
  std::vector<const std::vector<std::int32_t>*> labels;
  for (std::size_t c = 0; c < mixture.conditions.size(); ++c) {
    if (!mixture.conditions[c].exact) labels.push_back(&request.conditions[c]);
  }
  return fold_rows(mixture, weights, labels, request.seed, folded, control);
}

}  // namespace

bool population_bracket(const GroupedMixture& mixture, const Request& request, std::span<const double> weights,
                        Bracket& bracket, const Control& control) {
  if (too_few_rows(weights)) return false;
  if (mixture.all.centers.size() == 1) {
    // Whatever is held out, the rest is the same.
    bracket.conditional.resize(mixture.conditions.size());
    bracket.mutual.resize(mixture.conditions.size());
    return true;
  }
  FoldedRows folded;
  if (!fold(mixture, request, weights, folded, control)) return false;
  const BracketSampling sampling(mixture, folded, request, control);
  const BracketSampling* const samplings[] = {&sampling};
  const Quantities at{0, folded.conditions.size()};
  test_to_tolerance(folded, request, mixture.all.centers.size(), [&](const Plan& plan, std::uint32_t stage) {
    bracket = to_bracket(measure(samplings, plan, request, stage, control), at, mixture);
    if (bracket.mutual.empty()) return largest_error(bracket.total);
    double largest = 0;
    for (const auto& interval : bracket.mutual) largest = std::max(largest, largest_error(interval));
    return largest;
  });
  return true;
}

bool difference_bracket(const PairSide& a, const PairSide& b, std::span<const double> weights,
                        DifferenceBracket& bracket, const Control& control) {
  FoldedRows folded_a, folded_b;
  if (too_few_rows(weights)) return false;
  if (!fold(a.mixture, a.request, weights, folded_a, control)) return false;
  if (!fold(b.mixture, b.request, weights, folded_b, control)) return false;
  const BracketSampling sampling_a(a.mixture, folded_a, a.request, control);
  const BracketSampling sampling_b(b.mixture, folded_b, b.request, control);
  const BracketSampling* const samplings[] = {&sampling_a, &sampling_b};
  const Quantities at_a{0, folded_a.conditions.size()}, at_b{at_a.end(), folded_b.conditions.size()};
  const auto ends_of = [](const Quantities& at) { return at.conditions == 0 ? total_ends(at) : mutual_ends(at, 0); };
  const Ends of_a = ends_of(at_a), of_b = ends_of(at_b);
  const Ends ends = {of_b.low.less(of_a.high), of_b.high.less(of_a.low)};
  const std::size_t centers = a.mixture.all.centers.size() + b.mixture.all.centers.size();
  // The plans depend on weights and cells alone, so that those of either side do for both.
  test_to_tolerance(folded_a, a.request, centers, [&](const Plan& plan, std::uint32_t stage) {
    const Tests tests = measure(samplings, plan, a.request, stage, control);
    bracket.information = tests.interval(ends);
    if (at_a.conditions > 0)
      add_empty_row(bracket.information.high, -tests.mean(of_a.low).value, plan.effective_rows());
    if (at_b.conditions > 0) add_empty_row(bracket.information.low, tests.mean(of_b.low).value, plan.effective_rows());
    bracket.conditional_gap = 0;
    for (const Quantities& at : {at_a, at_b}) {
      if (at.conditions > 0) bracket.conditional_gap += tests.interval(conditional_ends(at, 0)).gap.value;
    }
    return largest_error(bracket.information);
  });
  return true;
}

}  // namespace infoflow
