#include "estimate/folds.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <unordered_map>

#include "estimate/points.h"
#include "random/philox.h"

namespace infoflow {

namespace {

constexpr std::size_t kMostFolds = 16;

// Rows of positive weight in a random order.
std::vector<std::size_t> shuffled_rows(std::span<const double> weights, std::uint64_t seed, const Control& control) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] > 0) order.push_back(i);
  }
  std::vector<std::uint64_t> key(weights.size());
  for (const std::size_t i : order) {
    control.check_at(i);
    const auto words = philox({seed, static_cast<std::uint32_t>(DrawPurpose::kFolds), 0, 0}, i);
    key[i] = std::uint64_t{words[0]} << 32 | words[1];
  }
  sort(order.begin(), order.end(), control,
       [&](std::size_t a, std::size_t b) { return std::tuple(key[a], a) < std::tuple(key[b], b); });
  return order;
}

FoldedCondition without_components(const std::vector<std::int32_t>* labels, std::size_t n, const Control& control) {
  FoldedCondition condition;
  condition.group_of_row.assign(n, 0);
  std::size_t groups = 1;
  if (labels != nullptr) condition.group_of_row = dense_labels(*labels, groups, control);
  condition.groups.resize(groups);
  return condition;
}

// Components of each group and fold, in order of their centers, equal ones merged.
void add_components(FoldedCondition& condition, const FoldedRows& folded, std::vector<std::size_t> rows,
                    const Control& control) {
  condition.fold_weight.assign(condition.size(), std::vector<double>(folded.folds, 0.0));
  condition.weight.assign(condition.size(), 0.0);
  for (Parts& parts : condition.groups) parts.resize(folded.folds);
  sort(rows.begin(), rows.end(), control, [&](std::size_t a, std::size_t b) {
    return std::tuple(folded.center_of_row[a], a) < std::tuple(folded.center_of_row[b], b);
  });
  std::size_t done = 0;
  for (const std::size_t row : rows) {
    control.check_at(done++);
    const std::size_t group = condition.group_of_row[row], fold = folded.fold_of_row[row];
    const double weight = folded.weight_of_row[row];
    Components& part = condition.groups[group][fold];
    condition.fold_weight[group][fold] += weight;
    condition.weight[group] += weight;
    if (!part.centers.empty() && part.centers.back() == folded.center_of_row[row]) {
      part.weights.back() += weight;
    } else {
      part.centers.push_back(folded.center_of_row[row]);
      part.weights.push_back(weight);
    }
  }
}

}  // namespace

bool fold_rows(const GroupedMixture& mixture, std::span<const double> weights,
               const std::vector<const std::vector<std::int32_t>*>& labels, std::uint64_t seed, FoldedRows& folded,
               const Control& control) {
  const std::size_t n = weights.size();
  folded.center_of_row = mixture.center_of_row;
  folded.weight_of_row.assign(weights.begin(), weights.end());
  folded.all = without_components(nullptr, n, control);
  for (const auto* given : labels) folded.conditions.push_back(without_components(given, n, control));

  const std::vector<std::size_t> rows = shuffled_rows(weights, seed, control);
  const auto& cell_of_row = folded.cells().group_of_row;
  std::vector<std::size_t> size(folded.cells().size(), 0), dealt(size.size(), 0);
  for (const std::size_t row : rows) ++size[cell_of_row[row]];
  for (const std::size_t rows_of_cell : size) {
    // A cell of weight 0 has no rows and is never tested.
    if (rows_of_cell > 0) folded.folds = folded.folds == 0 ? rows_of_cell : std::min(folded.folds, rows_of_cell);
  }
  folded.folds = std::min(folded.folds, kMostFolds);
  if (folded.folds < 2) return false;

  // Cells start at different folds, so that the remainders of all of them do not meet in the first.
  std::vector<std::size_t> start(size.size());
  std::exclusive_scan(size.begin(), size.end(), start.begin(), std::size_t{0});
  folded.fold_of_row.assign(n, 0);
  for (const std::size_t row : rows) {
    const std::size_t cell = cell_of_row[row];
    folded.fold_of_row[row] = (start[cell] + dealt[cell]++) % folded.folds;
  }
  add_components(folded.all, folded, rows, control);
  for (auto& condition : folded.conditions) add_components(condition, folded, rows, control);
  return true;
}

}  // namespace infoflow
