// How soon a computation ends that is cancelled: by how much is done afterwards, not by the clock.
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include "estimate/clusters.h"
#include "estimate/conditions.h"
#include "estimate/folds.h"
#include "estimate/gaussian_ceiling.h"
#include "estimate/gaussians.h"
#include "estimate/lattice.h"
#include "estimate/staged_sampling.h"
#include "mixture/blocked_centers.h"
#include "mixture/box_grid.h"
#include "mixture/center_runs.h"
#include "mixture/distinct_rows.h"
#include "mixture/hilbert_order.h"
#include "mixture/kernel.h"
#include "mixture/scaled_samples.h"
#include "neighbours/kd_tree.h"
#include "neighbours/neighbours.h"

namespace infoflow {
namespace {

TEST(Cancel, EndsWithThePointsThatEachThreadIsAt) {
  constexpr std::size_t kAtoms = 1000;
  std::vector<std::size_t> atoms(kAtoms);
  for (std::size_t a = 0; a < kAtoms; ++a) atoms[a] = a;
  const std::vector<double> weights(kAtoms, 1.0 / kAtoms);
  for (const int threads : {1, 3}) {
    Control control;
    std::atomic<int> evaluations = 0;
    const auto evaluate = [&](std::span<const std::size_t> around, std::span<const double>) {
      control.cancelled = true;
      ++evaluations;
      return std::vector<double>(around.size());
    };
    Request request;
    request.draws = std::uint64_t{1} << 40;
    request.threads = threads;
    StagedSampling sampling(1, 2, evaluate, atoms, weights, request, control);
    EXPECT_THROW(sampling.asked_for(kAtoms), Cancelled);
    EXPECT_LE(evaluations, threads);
  }
}

// The slowest kernel does 5e9 operations a second: 100 ms are 5e8 of them.
TEST(Cancel, IsLookedForAfterAsMuchWorkInEveryDimension) {
  for (const std::size_t d : {1, 2, 5, 64, 784, 100'000}) {
    const std::size_t operations = pairs_per_look(d) * (13 + 2 * d);
    EXPECT_LE(operations, 100'000'000u) << d;
    EXPECT_GE(operations, 50'000'000u) << d;
  }
}

TEST(Cancel, SortingEndsWithinAFewThousandComparisons) {
  constexpr std::size_t kBefore = 20'000, kAfter = 4096;
  for (const bool stable : {false, true}) {
    Control control;
    std::vector<std::size_t> values(100'000);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = i * 7919 % values.size();
    std::size_t comparisons = 0;
    const auto before = [&](std::size_t a, std::size_t b) {
      if (++comparisons == kBefore) control.cancelled = true;
      return a < b;
    };
    if (stable) {
      EXPECT_THROW(stable_sort(values.begin(), values.end(), control, before), Cancelled);
    } else {
      EXPECT_THROW(sort(values.begin(), values.end(), control, before), Cancelled);
    }
    EXPECT_LE(comparisons, kBefore + kAfter);
  }
}

// What a million rows pass through before anything is sampled.
TEST(Cancel, EndsWhileRowsAreLaidOut) {
  constexpr std::size_t n = 6000, d = 2;
  std::vector<double> rows(n * d);
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<double>(i * 7919 % 10'007) / 1000;
  const std::vector<double> weights(n, 1.0 / n);
  std::vector<std::int32_t> labels(n);
  for (std::size_t i = 0; i < n; ++i) labels[i] = static_cast<std::int32_t>(i % 3);
  std::vector<std::size_t> every(n);
  std::iota(every.begin(), every.end(), std::size_t{0});
  const Control undisturbed;
  const auto mixture = group_mixture(rows, n, d, weights, {labels}, undisturbed);
  FoldedRows folded;
  ASSERT_TRUE(fold_rows(mixture, weights, {&labels}, 1, folded, undisturbed));
  const auto range = range_of(rows.data(), n, d);

  Control control;
  const std::map<std::string, std::function<void()>> steps = {
      {"varying columns", [&] { varying_columns(rows, n, d, control); }},
      {"scaling", [&] { scale_samples(rows, n, d, 1, control); }},
      {"distinct rows", [&] { distinct_rows(rows.data(), n, d, control); }},
      {"labels",
       [&] {
         std::size_t count;
         dense_labels(labels, count, control);
       }},
      {"grouping", [&] { group_mixture(rows, n, d, weights, {labels}, control); }},
      {"tree", [&] { KdTree(rows.data(), n, d, 16, control); }},
      {"neighbours", [&] { Neighbours(rows.data(), n, d, Metric::kChebyshev, Isa::kBaseline, control); }},
      {"curve", [&] { hilbert_order(rows.data(), n, d, 2, control); }},
      {"boxes", [&] { BoxGrid(rows.data(), n, d, *range, control); }},
      {"lattice", [&] { Lattice(mixture.points, d, mixture.all, 1e9, control); }},
      {"blocks", [&] { BlockedCenters(d, 8).assign(rows.data(), every, weights, control); }},
      {"runs", [&] { CenterRuns(d, kernel_for(Isa::kBaseline)).assign(rows.data(), every, weights, control); }},
      {"clusters", [&] { clusters_of_centers(mixture, control); }},
      {"folds",
       [&] {
         FoldedRows again;
         fold_rows(mixture, weights, {&labels}, 1, again, control);
       }},
      {"moments", [&] { CellMoments(folded.cells(), folded, mixture.points, d, control); }},
      {"ceiling", [&] { gaussian_ceiling(mixture, 2, control); }},
  };
  for (const auto& [name, step] : steps) EXPECT_NO_THROW(step()) << name;
  control.cancelled = true;
  for (const auto& [name, step] : steps) EXPECT_THROW(step(), Cancelled) << name;
}

}  // namespace
}  // namespace infoflow
