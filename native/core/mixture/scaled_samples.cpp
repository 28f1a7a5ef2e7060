#include "mixture/scaled_samples.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace infoflow {

std::vector<bool> varying_columns(const std::vector<double>& samples, std::size_t n, std::size_t d,
                                  const Control& control) {
  std::vector<bool> varying(d, false);
  for (std::size_t i = 1; i < n; ++i) {
    control.check_at(i);
    for (std::size_t k = 0; k < d; ++k) {
      if (samples[i * d + k] != samples[k]) varying[k] = true;
    }
  }
  return varying;
}

ScaledSamples scale_samples(std::vector<double> samples, std::size_t n, std::size_t d, double sigma,
                            const Control& control, const std::vector<bool>& kept) {
  std::vector<double> low(samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(d));
  std::vector<double> high = low;
  for (std::size_t i = 1; i < n; ++i) {
    control.check_at(i);
    for (std::size_t k = 0; k < d; ++k) {
      low[k] = std::min(low[k], samples[i * d + k]);
      high[k] = std::max(high[k], samples[i * d + k]);
    }
  }
  std::vector<std::size_t> columns;
  for (std::size_t k = 0; k < d; ++k) {
    if (low[k] < high[k] || (!kept.empty() && kept[k])) columns.push_back(k);
  }

  ScaledSamples scaled;
  scaled.d = columns.size();
  for (const std::size_t k : columns) scaled.middle.push_back(low[k] / 2 + high[k] / 2);
  const double factor = kScale / sigma;
  // Compacts in place: the element read is never behind the one written.
  std::size_t out = 0;
  for (std::size_t i = 0; i < n; ++i) {
    control.check_at(i);
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const double x = (samples[i * d + columns[c]] - scaled.middle[c]) * factor + 0.0;
      const double size = std::isfinite(x) ? std::fabs(x) : std::numeric_limits<double>::infinity();
      scaled.largest = std::max(scaled.largest, size);
      samples[out++] = x;
    }
  }
  samples.resize(out);
  scaled.data = std::move(samples);
  return scaled;
}

}  // namespace infoflow
