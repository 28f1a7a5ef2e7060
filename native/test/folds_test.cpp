#include "estimate/folds.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <vector>

namespace infoflow {
namespace {

struct Dealt {
  GroupedMixture mixture;
  FoldedRows folded;
  bool possible;
};

Dealt deal(const std::vector<double>& rows, const std::vector<std::int32_t>& cells, std::uint64_t seed = 1) {
  const std::size_t n = rows.size();
  const std::vector<double> weights(n, 1.0 / static_cast<double>(n));
  Dealt dealt;
  dealt.mixture = group_mixture(rows, n, 1, weights, {cells}, Control{});
  std::vector<const std::vector<std::int32_t>*> labels;
  if (!cells.empty()) labels.push_back(&cells);
  dealt.possible = fold_rows(dealt.mixture, weights, labels, seed, dealt.folded, Control{});
  return dealt;
}

std::vector<double> ramp(std::size_t n) {
  std::vector<double> rows(n);
  std::iota(rows.begin(), rows.end(), 0.0);
  return rows;
}

TEST(FoldRows, DealsEachCellEvenly) {
  std::vector<std::int32_t> cells(110);
  for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = i < 30 ? 0 : 1;
  const auto [mixture, folded, possible] = deal(ramp(110), cells);
  ASSERT_TRUE(possible);
  EXPECT_EQ(folded.folds, 16u);
  for (std::int32_t cell = 0; cell < 2; ++cell) {
    std::vector<int> count(folded.folds, 0);
    for (std::size_t i = 0; i < cells.size(); ++i) count[folded.fold_of_row[i]] += cells[i] == cell;
    const auto [fewest, most] = std::minmax_element(count.begin(), count.end());
    EXPECT_LE(*most - *fewest, 1);
  }
}

TEST(FoldRows, HasEveryRowOnceInAllAndInItsCondition) {
  std::vector<std::int32_t> cells(48);
  for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = static_cast<std::int32_t>(i % 3);
  const auto [mixture, folded, possible] = deal(ramp(48), cells);
  ASSERT_TRUE(possible);
  for (const FoldedCondition* condition : {&folded.all, &folded.cells()}) {
    std::vector<double> seen(48, 0.0);
    double total = 0;
    for (std::size_t g = 0; g < condition->size(); ++g) {
      double of_group = 0;
      for (std::size_t f = 0; f < folded.folds; ++f) {
        const Components& part = condition->groups[g][f];
        for (std::size_t k = 0; k < part.centers.size(); ++k) {
          seen[part.centers[k]] += part.weights[k];
          of_group += part.weights[k];
          EXPECT_EQ(folded.fold_of_row[part.centers[k]], f);
        }
      }
      EXPECT_NEAR(of_group, condition->weight[g], 1e-15);
      total += of_group;
    }
    EXPECT_NEAR(total, 1, 1e-14);
    for (const double weight : seen) EXPECT_NEAR(weight, 1.0 / 48, 1e-16);
  }
}

TEST(FoldRows, MergesEqualRowsOfAFoldAndHasNoMoreFoldsThanTheSmallestCellHasRows) {
  std::vector<double> rows(40, 0.0);
  std::fill(rows.begin() + 20, rows.end(), 1.0);
  const auto merged = deal(rows, {});
  for (const Components& part : merged.folded.all.groups[0]) EXPECT_LE(part.centers.size(), 2u);

  std::vector<std::int32_t> cells(40, 0);
  cells[0] = cells[1] = cells[2] = 1;
  EXPECT_EQ(deal(ramp(40), cells).folded.folds, 3u);
  cells[1] = cells[2] = 0;
  EXPECT_FALSE(deal(ramp(40), cells).possible);
}

TEST(FoldRows, DependsOnTheSeedAndOnNothingElse) {
  const auto a = deal(ramp(64), {}), same = deal(ramp(64), {}), other = deal(ramp(64), {}, 2);
  EXPECT_EQ(a.folded.fold_of_row, same.folded.fold_of_row);
  EXPECT_NE(a.folded.fold_of_row, other.folded.fold_of_row);
}

}  // namespace
}  // namespace infoflow
