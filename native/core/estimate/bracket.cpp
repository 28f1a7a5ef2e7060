#include "estimate/bracket.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "estimate/batches.h"
#include "estimate/folds.h"
#include "estimate/held_out.h"
#include "estimate/visits.h"
#include "math/logarithm.h"
#include "random/philox.h"

namespace infoflow {

namespace {

constexpr double kLn2 = 0.69314718055994530942;
constexpr double kFewestPoints = 8192;
constexpr double kReserve = 1.15;
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
};

std::uint32_t draws_per_row(double rows) {
  return static_cast<std::uint32_t>(std::clamp(std::ceil(kFewestPoints / 2 / rows), 1.0, kMostDrawsPerRow));
}

// Every row, or `points` of them chosen by weight.
Plan plan_of_rows(const FoldedRows& folded, double points, std::uint64_t seed, std::uint32_t stage) {
  const std::size_t n = folded.weight_of_row.size();
  Plan plan;
  if (points < static_cast<double>(n)) {
    plan.visits = static_cast<std::size_t>(points);
    plan.rows = stratified_rows(folded.weight_of_row, plan.visits, seed, stage);
    plan.weights.assign(plan.visits, 1 / static_cast<double>(plan.visits));
    return plan;
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (folded.weight_of_row[i] == 0) continue;
    plan.rows.push_back(i);
    plan.weights.push_back(folded.weight_of_row[i]);
  }
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
  Plan plan;
  std::size_t fewest_rows = folded.weight_of_row.size();
  for (const auto& rows : rows_of_cell) {
    if (!rows.empty()) ++plan.visits, fewest_rows = std::min(fewest_rows, rows.size());
  }
  const double per_cell = std::ceil(points / static_cast<double>(plan.visits));
  plan.batches = static_cast<std::uint32_t>(std::clamp(per_cell, 2.0, static_cast<double>(fewest_rows)));
  plan.draws = plan.batches * draws_per_row(static_cast<double>(plan.visits) * plan.batches);
  plan.spread = Spread::kWithinVisits;
  for (std::size_t cell = 0; cell < rows_of_cell.size(); ++cell) {
    const auto& rows = rows_of_cell[cell];
    if (rows.empty()) continue;
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
      : mixture_(mixture),
        folded_(folded),
        request_(request),
        control_(control),
        held_out_(mixture, folded, request, control),
        all_sums_(mixture.points, mixture.d, folded.all.groups, request.isa, control) {
    for (const auto& condition : folded.conditions) {
      group_sums_.emplace_back(mixture.points, mixture.d, condition.groups, request.isa, control);
    }
  }

  // Quantities: s, ln Σ of all rows and of the row's group in each condition, then those of HeldOut.
  Batches measure(const Plan& plan, std::uint32_t stage) const {
    const std::uint32_t draws_per_batch = plan.draws / plan.batches;
    const auto values = [&](std::size_t first, std::size_t count, std::uint32_t draw, std::uint32_t here) {
      std::vector<double> result;
      for (std::uint32_t r = draw; r < draw + here; ++r) {
        std::vector<std::size_t> rows(count);
        for (std::size_t v = 0; v < count; ++v) rows[v] = plan.rows[(first + v) * plan.batches + r / draws_per_batch];
        test(rows, {request_.seed, DrawPurpose::kBracket, 1 + stage, first, r}, result);
      }
      return result;
    };
    return measure_visits(size(), plan.visits, plan.draws, plan.batches, request_.threads, control_, values);
  }

  std::size_t size() const { return 2 + folded_.conditions.size() + held_out_.size(); }

 private:
  void test(const std::vector<std::size_t>& rows, const DrawName& name, std::vector<double>& out) const {
    const std::size_t conditions = folded_.conditions.size(), folds = folded_.folds;
    std::vector<std::size_t> centers;
    for (const std::size_t row : rows) centers.push_back(folded_.center_of_row[row]);
    const Points points = draw_points(mixture_.points, mixture_.d, centers, 1, name);
    const std::vector<double> all = all_sums_.sums(points, std::vector<std::size_t>(rows.size(), 0));
    std::vector<std::vector<double>> groups;
    for (std::size_t i = 0; i < conditions; ++i) {
      std::vector<std::size_t> group;
      for (const std::size_t row : rows) group.push_back(folded_.conditions[i].group_of_row[row]);
      groups.push_back(group_sums_[i].sums(points, group));
    }
    const HeldOut::Tested tested{points, rows, all, groups};
    std::vector<double> scratch(held_out_.scratch_size());
    const auto log_of_all_folds = [&](const std::vector<double>& sums, std::size_t p, double probability) {
      return natural_log(std::accumulate(&sums[p * folds], &sums[p * folds] + folds, 0.0) / probability);
    };
    for (std::size_t p = 0; p < rows.size(); ++p) {
      out.push_back(kLn2 * points.exponents[p]);
      out.push_back(log_of_all_folds(all, p, 1));
      for (std::size_t i = 0; i < conditions; ++i) {
        const auto& condition = folded_.conditions[i];
        out.push_back(log_of_all_folds(groups[i], p, condition.weight[condition.group_of_row[rows[p]]]));
      }
      out.resize(out.size() + held_out_.size());
      held_out_.log_densities(tested, p, scratch, std::span(out).last(held_out_.size()));
    }
  }

  const GroupedMixture& mixture_;
  const FoldedRows& folded_;
  const Request& request_;
  const Control& control_;
  HeldOut held_out_;
  GroupSums all_sums_;
  std::vector<GroupSums> group_sums_;
};

Bracket to_bracket(const Batches& batches, const Plan& plan, const GroupedMixture& mixture, std::size_t quantities) {
  const ControlVariate exponent{0, static_cast<double>(mixture.d) / 2};
  // Mean of quantity `plus` less that of `minus`.
  const auto difference = [&](std::size_t plus, std::size_t minus) {
    std::vector<double> functional(quantities, 0.0);
    if (plus > 0) functional[plus] += 1;
    functional[minus] -= 1;
    return weighted_mean(batches, plan.weights, functional, &exponent, plan.spread);
  };
  constexpr std::size_t kNone = 0, kPlugIn = 1;
  const std::size_t sampled = (quantities - 3) / 3;
  const std::size_t held_out = 2 + sampled;
  Bracket bracket;
  bracket.total = {difference(kNone, kPlugIn), difference(kNone, held_out)};
  std::size_t i = 0;
  for (const auto& condition : mixture.conditions) {
    if (condition.exact) {
      bracket.conditional.push_back({});
      bracket.mutual.push_back(bracket.total);
      continue;
    }
    const std::size_t group_plug_in = 2 + i, group_held_out = held_out + 1 + i;
    bracket.conditional.push_back({difference(kNone, group_plug_in), difference(kNone, group_held_out + sampled)});
    bracket.mutual.push_back({difference(group_held_out, held_out), difference(group_plug_in, held_out)});
    ++i;
  }
  return bracket;
}

double largest_error(const Bracket& bracket) {
  double largest = 0;
  const auto look = [&](const Interval& interval) {
    largest = std::max({largest, interval.low.standard_error, interval.high.standard_error});
  };
  if (bracket.mutual.empty()) look(bracket.total);
  for (const auto& interval : bracket.mutual) look(interval);
  return largest;
}

}  // namespace

bool population_bracket(const GroupedMixture& mixture, const Request& request, std::span<const double> weights,
                        Bracket& bracket, const Control& control) {
  const bool of_groups = request.population == Population::kGroups;
  if (of_groups && mixture.conditions.front().exact) return false;
  if (std::count_if(weights.begin(), weights.end(), [](double weight) { return weight > 0; }) < kFewestRows)
    return false;
  std::vector<const std::vector<std::int32_t>*> labels;
  for (std::size_t c = 0; c < mixture.conditions.size(); ++c) {
    if (!mixture.conditions[c].exact) labels.push_back(&request.conditions[c]);
  }
  FoldedRows folded;
  if (!fold_rows(mixture, weights, labels, request.seed, folded)) return false;

  const double centers = static_cast<double>(mixture.all.centers.size());
  const double most = std::floor(kMostPairs / centers);
  double points = std::clamp(std::floor(kPairs / centers), std::min(kFewestPoints, most), 64 * kFewestPoints);
  if (of_groups) points = kFewestPoints;
  const BracketSampling sampling(mixture, folded, request, control);
  for (std::uint32_t stage = 0;; ++stage) {
    const Plan plan = of_groups ? plan_of_cells(folded, points, request.seed, 1 + stage)
                                : plan_of_rows(folded, points, request.seed, 1 + stage);
    bracket = to_bracket(sampling.measure(plan, stage), plan, mixture, sampling.size());
    const double excess = largest_error(bracket) / request.tolerance;
    const double wanted = std::min(std::ceil(points * excess * excess * kReserve), most);
    if (stage > 0 || request.draws > 0 || wanted <= points) return true;
    points = wanted;
  }
}

}  // namespace infoflow
