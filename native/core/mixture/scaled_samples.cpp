#include "mixture/scaled_samples.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace infoflow {

ScaledSamples scale_samples(std::vector<double> samples, std::size_t n, std::size_t d, double sigma) {
  std::vector<double> low(samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(d));
  std::vector<double> high = low;
  for (std::size_t i = 1; i < n; ++i) {
    for (std::size_t k = 0; k < d; ++k) {
      low[k] = std::min(low[k], samples[i * d + k]);
      high[k] = std::max(high[k], samples[i * d + k]);
    }
  }
  std::vector<std::size_t> varying;
  for (std::size_t k = 0; k < d; ++k) {
    if (low[k] < high[k]) varying.push_back(k);
  }

  ScaledSamples scaled;
  scaled.d = varying.size();
  const double factor = kScale / sigma;
  // Compacts in place: the element read is never behind the one written.
  std::size_t out = 0;
  for (std::size_t i = 0; i < n; ++i) {
    for (const std::size_t k : varying) {
      const double middle = low[k] / 2 + high[k] / 2;
      const double x = (samples[i * d + k] - middle) * factor + 0.0;
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
