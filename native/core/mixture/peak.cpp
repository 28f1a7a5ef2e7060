#include "mixture/peak.h"

#include <algorithm>
#include <chrono>

namespace infoflow {

namespace {

constexpr std::size_t kSteps = 50'000;
// Of a multiply-add, on Intel's cores since Skylake and AMD's since Zen 2.
constexpr double kLatencyCycles = 4;

double steps_per_second(MultiplyAdds multiply_adds) {
  const auto start = std::chrono::steady_clock::now();
  volatile double sum = multiply_adds(kSteps);
  static_cast<void>(sum);
  return static_cast<double>(kSteps) / std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

Peak measure_peak(const Kernel& kernel, int rounds) {
  double all = 0, one = 0;
  for (int round = 0; round < rounds; ++round) {
    all = std::max(all, steps_per_second(kernel.multiply_adds) * kMultiplyAddChains);
    one = std::max(one, steps_per_second(kernel.multiply_add_chain));
  }
  return {all, all / (one * kLatencyCycles)};
}

}  // namespace infoflow
