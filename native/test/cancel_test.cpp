// How soon a computation ends that is cancelled: by how much is done afterwards, not by the clock.
#include <gtest/gtest.h>

#include <atomic>
#include <vector>

#include "estimate/staged_sampling.h"
#include "mixture/kernel.h"

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

}  // namespace
}  // namespace infoflow
