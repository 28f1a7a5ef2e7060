// What main.cpp runs: a function for each file that has benchmarks.
#pragma once

#include <chrono>

namespace infoflow {

void register_pair_sum();
void register_density_methods();

double seconds_of(const auto& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace infoflow
