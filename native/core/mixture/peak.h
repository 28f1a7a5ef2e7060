// The pair sum's ceiling on this core, measured: what a kernel's speed is a fraction of.
#pragma once

#include <cstddef>

#include "mixture/kernel.h"

namespace infoflow {

// Vector operations that a pair of query and block of centers needs: 13 for the exponential and the sum, and for each
// coordinate 2 from differences, 1 in the dot form.
constexpr double operations_per_block(std::size_t d, bool dot_form) {
  return 13 + (dot_form ? 1 : 2) * static_cast<double>(d);
}

struct Peak {
  double multiply_adds = 0;  // vector multiply-adds a second of one core
  double units = 0;          // that are kept busy: throughput times latency, over the 4 cycles of a multiply-add
};

// The best of `rounds` rounds, each of about .2 ms at 4 GHz: clocks change with load and temperature, so measure beside
// what is compared.
Peak measure_peak(const Kernel& kernel, int rounds);

}  // namespace infoflow
