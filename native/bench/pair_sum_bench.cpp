// Pairs a second of the pair sum at every SIMD level, in estimator-sized batches, as a fraction of what the same
// core's multiply-add units could do at the same moment.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <numeric>
#include <vector>

#include "benchmarks.h"
#include "mixture/blocked_centers.h"
#include "mixture/peak.h"
#include "mixture/scaled_samples.h"
#include "parallel/parallel_for.h"
#include "random/normal.h"

namespace infoflow {
namespace {

constexpr std::size_t kCenters = 10'000;
constexpr std::size_t kQueries = 256;  // a block of the estimator
constexpr double kSigma = 0.1;

// Centers uniform on [−1, 1]^d and a point drawn around each of the first kQueries, scaled.
struct Problem {
  BlockedCenters centers;
  std::vector<double> queries;
  std::vector<double> offsets;

  Problem(std::size_t d, std::size_t lanes) : centers(d, lanes), queries(kQueries * d), offsets(kQueries, 0.0) {
    std::vector<std::uint32_t> words(kCenters * d);
    fill_bits({1, 1, 0, 0}, words.size(), words.data());
    std::vector<double> points(kCenters * d);
    for (std::size_t i = 0; i < points.size(); ++i) points[i] = (words[i] * 0x1p-31 - 1) * kScale / kSigma;
    fill_normals({1, 1, 1, 0}, 0, queries.size(), queries.data());
    for (std::size_t i = 0; i < queries.size(); ++i) {
      const double difference = kScale * queries[i];
      queries[i] = points[i] + difference;
      offsets[i / d] += difference * difference;
    }
    std::vector<std::size_t> rows(kCenters);
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    centers.assign(points.data(), rows, std::vector<double>(kCenters, 1.0 / kCenters), Control{});
  }
};

// Every thread sums kQueries queries. The best pass counts, against the best peak measured between the passes: another
// process on the machine slows some of them. Time and iterations are those of all passes.
void pair_sum(benchmark::State& state, Isa isa, std::size_t d, int threads) {
  const Kernel& kernel = kernel_for(isa);
  const Problem problem(d, kernel.lanes);
  const std::size_t team = static_cast<std::size_t>(threads);
  std::vector<std::vector<double>> sums(team, std::vector<double>(kQueries));
  std::vector<Peak> peaks(team);
  double best_seconds = 1e9;
  Peak best_peak;
  for (auto _ : state) {
    parallel_for(team, threads, [&](std::size_t t) { peaks[t] = measure_peak(kernel, 1); });
    for (const Peak& peak : peaks) {
      if (peak.multiply_adds > best_peak.multiply_adds) best_peak = peak;
    }
    const double seconds = seconds_of([&] {
      parallel_for(team, threads, [&](std::size_t t) {
        kernel.pair_sum(problem.queries.data(), problem.offsets.data(), kQueries, problem.centers.view(),
                        sums[t].data());
      });
    });
    state.SetIterationTime(seconds);
    best_seconds = std::min(best_seconds, seconds);
  }
  const double pairs = static_cast<double>(kCenters * kQueries * team) / best_seconds;
  const bool dot_form = d >= kDotFormFrom;
  const double bound = best_peak.multiply_adds * threads * static_cast<double>(kernel.lanes);
  state.counters["d"] = static_cast<double>(d);
  state.counters["threads"] = threads;
  state.counters["lanes"] = static_cast<double>(kernel.lanes);
  state.counters["pairs_per_s"] = pairs;
  state.counters["vector_fma_per_s"] = best_peak.multiply_adds;
  state.counters["fma_units"] = best_peak.units;
  // Without such an instruction there is no bound of this kind.
  if (isa != Isa::kBaseline) state.counters["of_bound"] = pairs * operations_per_block(d, dot_form) / bound;
}

}  // namespace

void register_pair_sum() {
  for (const Isa isa : usable_isas()) {
    for (const std::size_t d : {2, 5, 12, 64, 784}) {
      for (const int threads : {1, 2}) {
        const std::string name = "pair_sum/" + std::string(isa_name(isa)) + "/d:" + std::to_string(d) +
                                 "/threads:" + std::to_string(threads);
        benchmark::RegisterBenchmark(name.c_str(), pair_sum, isa, d, threads)
            ->UseManualTime()
            ->Unit(benchmark::kMillisecond);
      }
    }
  }
}

}  // namespace infoflow
