// Samples in the units of the kernels.
#pragma once

#include <cstddef>
#include <vector>

#include "parallel/control.h"

namespace infoflow {

// sqrt(log2(e) / 2): with coordinates multiplied by kScale/σ, exp(−‖y − c‖² / 2σ²) is 2^(−‖y' − c'‖²).
inline constexpr double kScale = 0.84932180028801904272;

// Moves each column's midrange to 0 (distances survive a large offset), multiplies by kScale/σ and drops columns
// that are constant, unless they are to be kept: they carry no information and add ½ log(2πeσ²) each to every entropy,
// exactly.
struct ScaledSamples {
  std::vector<double> data;    // n × d, row-major; no −0
  std::size_t d = 0;           // columns that vary or are kept
  double largest = 0;          // largest absolute coordinate
  std::vector<double> middle;  // d, of each column what was moved to 0
};

// Of the d columns, those with more than one value.
std::vector<bool> varying_columns(const std::vector<double>& samples, std::size_t n, std::size_t d,
                                  const Control& control);

// `largest` is infinite where spread / σ is too large for a double. `kept`: columns to keep, constant or not.
ScaledSamples scale_samples(std::vector<double> samples, std::size_t n, std::size_t d, double sigma,
                            const Control& control, const std::vector<bool>& kept = {});

}  // namespace infoflow
