#include "neighbours/nearest_entropy.h"

#include "errors.h"
#include "math/constants.h"
#include "math/digamma.h"

namespace infoflow {

namespace {

constexpr double kLnPi = 1.14472988584940017414;

// 2^d, or π^(d/2) / Γ(1 + d/2) by V_d = V_(d−2) · 2π/d.
double log_volume_of_unit_ball(std::size_t d, Metric metric) {
  if (metric == Metric::kChebyshev) return static_cast<double>(d) * kLn2;
  double log_volume = d % 2 == 0 ? 0 : kLn2;
  for (std::size_t m = d % 2 + 2; m <= d; m += 2) log_volume += kLn2 + kLnPi - natural_log(static_cast<double>(m));
  return log_volume;
}

}  // namespace

double nearest_entropy(const NearestEntropyRequest& r, const Control& control) {
  const Neighbours search(r.samples.data(), r.n, r.d, r.metric, r.isa, control);
  const Nearest nearest = search.nearest(r.k, r.threads, control);
  double sum = 0;
  for (std::size_t i = 0; i < r.n; ++i) {
    const double distance = nearest.distances[i * r.k + r.k - 1];
    if (distance == 0) {
      throw ArgumentError("samples", "row " + std::to_string(i) + " has " + std::to_string(r.k) +
                                         " or more equal rows, and the entropy of an atom is −∞; use a larger k, or "
                                         "samples with their noise");
    }
    sum += natural_log(distance);
  }
  const double n = static_cast<double>(r.n);
  return digamma(n) - digamma(static_cast<double>(r.k)) + log_volume_of_unit_ball(r.d, r.metric) +
         static_cast<double>(r.d) * (sum / n);
}

}  // namespace infoflow
