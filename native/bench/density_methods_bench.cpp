// Log-densities by every method that there is, and by the one that is picked: the pick should never be far behind the
// best. One thread, the best SIMD level; time of the processor, which other processes disturb less than that of the
// wall.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <utility>
#include <vector>

#include "benchmarks.h"
#include "estimate/log_density.h"
#include "random/normal.h"

namespace infoflow {
namespace {

// Uniform on [−1, 1]^d, or 16 clusters there with a standard deviation of .02, with a point drawn around each center.
struct Case {
  const char* centers;
  std::size_t d;
  double sigma;
  std::size_t n;
  double tolerance;
};

// Each takes a millisecond or more.
constexpr Case kCases[] = {
    {"uniform", 1, 0.1, 5000, 1e-10},      {"uniform", 1, 0.1, 30'000, 1e-10},  {"uniform", 2, 0.1, 4000, 1e-10},
    {"uniform", 2, 0.1, 10'000, 1e-10},    {"uniform", 2, 0.1, 30'000, 1e-10},  {"uniform", 2, 0.005, 4000, 1e-10},
    {"uniform", 2, 0.005, 30'000, 1e-10},  {"uniform", 2, 0.02, 10'000, 1e-4},  {"clusters", 2, 0.005, 4000, 1e-10},
    {"clusters", 2, 0.005, 30'000, 1e-10}, {"uniform", 5, 0.1, 4000, 1e-6},     {"uniform", 5, 0.1, 20'000, 1e-6},
    {"clusters", 5, 0.005, 20'000, 1e-10}, {"uniform", 12, 0.1, 10'000, 1e-10}, {"clusters", 12, 0.005, 10'000, 1e-10},
};

LogDensityRequest request_of(const Case& of) {
  std::vector<std::uint32_t> words(of.n * of.d);
  fill_bits({1, 1, 0, 0}, words.size(), words.data());
  std::vector<double> spread(words.size()), noise(words.size());
  fill_normals({1, 1, 1, 0}, 0, spread.size(), spread.data());
  fill_normals({1, 1, 2, 0}, 0, noise.size(), noise.data());
  const bool clusters = of.centers[0] == 'c';
  LogDensityRequest request;
  request.rows = {of.n, of.d, std::vector<double>(words.size()), of.sigma, {}};
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t word = clusters ? i % (16 * of.d) : i;
    request.rows.samples[i] = words[word] * 0x1p-31 - 1 + (clusters ? 0.02 * spread[i] : 0);
  }
  request.points = request.rows.samples;
  for (std::size_t i = 0; i < noise.size(); ++i) request.points[i] += of.sigma * noise[i];
  request.count = of.n;
  request.tolerance = of.tolerance;
  request.isa = usable_isas().back();
  return request;
}

void log_densities_by(benchmark::State& state, const Case& of, DensityMethod method) {
  LogDensityRequest request = request_of(of);
  request.method = method;
  double best = 1e9;
  for (auto _ : state) {
    LogDensityRequest owned = request;
    const std::clock_t start = std::clock();
    benchmark::DoNotOptimize(log_densities(std::move(owned), Control{}));
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    state.SetIterationTime(seconds);
    best = std::min(best, seconds);
  }
  state.counters["best_seconds"] = best;
}

}  // namespace

void register_density_methods() {
  constexpr std::pair<const char*, DensityMethod> kMethods[] = {
      {"all pairs", DensityMethod::kAllPairs},
      {"near pairs", DensityMethod::kNearPairs},
      {"transform", DensityMethod::kTransform},
      {"picked", DensityMethod::kFastest},
  };
  for (const Case& of : kCases) {
    for (const auto& [name, method] : kMethods) {
      if (of.d > 2 && method == DensityMethod::kTransform) continue;
      char text[128];
      std::snprintf(text, sizeof text, "log_densities/%s/%s d = %zu, sigma = %g, n = %zu, tolerance %g", name,
                    of.centers, of.d, of.sigma, of.n, of.tolerance);
      benchmark::RegisterBenchmark(text, log_densities_by, of, method)->UseManualTime()->Unit(benchmark::kMillisecond);
    }
  }
}

}  // namespace infoflow
