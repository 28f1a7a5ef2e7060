#include <benchmark/benchmark.h>

#include "benchmarks.h"

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  infoflow::register_pair_sum();
  infoflow::register_density_methods();
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
