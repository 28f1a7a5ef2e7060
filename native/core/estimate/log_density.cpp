#include "estimate/log_density.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <utility>

#include "errors.h"
#include "estimate/points.h"
#include "estimate/rounding.h"
#include "math/constants.h"
#include "math/logarithm.h"
#include "mixture/center_runs.h"
#include "mixture/z_order.h"
#include "parallel/parallel_for.h"

namespace infoflow {

namespace {

constexpr double kEpsilon = std::numeric_limits<double>::epsilon();
constexpr double kLargestCoordinate = 1e150;
constexpr std::size_t kPointsPerBlock = 256;
// Exponents of terms that matter lie within this of the largest.
constexpr double kRange = 64;
// Beyond, exponents are not known well enough to add terms up.
constexpr double kFar = 0x1p40;

std::vector<double> scaled_points(std::vector<double> points, std::size_t d, const ScaledSamples& scaled,
                                  double sigma) {
  const double factor = kScale / sigma;
  for (std::size_t i = 0; i < points.size(); ++i) {
    points[i] = (points[i] - scaled.middle[i % d]) * factor;
    if (!(std::fabs(points[i]) < kLargestCoordinate)) {
      throw ArgumentError("points", "row " + std::to_string(i / d) + " is more than 1e150 sigma away from the samples");
    }
  }
  return points;
}

class MixtureDensity {
 public:
  MixtureDensity(const GroupedMixture& mixture, double largest, double sigma, double tolerance, Isa isa,
                 const Control& control)
      : mixture_(mixture),
        largest_(largest),
        tolerance_(tolerance),
        control_(control),
        runs_(mixture.d, kernel_for(isa)) {
    runs_.assign(mixture.points.data(), mixture.all.centers, mixture.all.weights);
    const double log_peak = natural_log(sigma) + kLn2Pi / 2;
    log_constant_ = -static_cast<double>(mixture.d) * log_peak;
    constant_rounding_ = kEpsilon * static_cast<double>(mixture.d) * (2 + std::fabs(log_peak));
  }

  // Of `count` points that lie together.
  void evaluate(const double* points, std::size_t count, double* values, double* bounds) const {
    std::vector<double> offsets(count), sums(count, 0.0);
    runs_.distances_to_near_centers(points, count, offsets.data(), control_);
    std::vector<double> summable = offsets;
    // Exponents below 0 everywhere, so that the far ones do no harm.
    for (double& offset : summable) offset = offset < kFar ? offset : 0;
    runs_.add_sums(points, summable.data(), count, tolerance_ / 2, sums.data(), control_);
    for (std::size_t i = 0; i < count; ++i) {
      if (offsets[i] < kFar) {
        values[i] = log_constant_ + (natural_log(sums[i]) - kLn2 * offsets[i]);
        bounds[i] = tolerance_ + rounding(points + i * mixture_.d, offsets[i]);
      } else {
        far_away(points + i * mixture_.d, values[i], bounds[i]);
      }
    }
  }

 private:
  double rounding(const double* point, double exponent) const {
    const double d = static_cast<double>(mixture_.d);
    double largest = largest_;
    for (std::size_t k = 0; k < mixture_.d; ++k) largest = std::max(largest, std::fabs(point[k]));
    // Of the pair sum with exponents up to here, and of the coordinates, which move distances.
    return rounding_bound(mixture_.d, 0) + constant_rounding_ +
           kEpsilon * ((d + 4) * exponent + 4 * largest * std::sqrt(d * (exponent + kRange)));
  }

  // The nearest center's term is between its weight and all of the weight.
  void far_away(const double* point, double& value, double& bound) const {
    double nearest = std::numeric_limits<double>::infinity();
    double weight = 0;
    for (std::size_t j = 0; j < mixture_.all.centers.size(); ++j) {
      const double exponent = exponent_between(point, mixture_.points.data() + j * mixture_.d, mixture_.d);
      if (exponent >= nearest) continue;
      nearest = exponent;
      weight = mixture_.all.weights[j];
    }
    value = log_constant_ - kLn2 * nearest + natural_log(weight) / 2;
    bound = -natural_log(weight) / 2 + rounding(point, nearest);
  }

  const GroupedMixture& mixture_;
  double largest_;
  double tolerance_;  // −ln(1 − x/2) < x below 1
  const Control& control_;
  CenterRuns runs_;
  double log_constant_ = 0;
  double constant_rounding_ = 0;
};

}  // namespace

LogDensities log_densities(LogDensityRequest request, const Control& control) {
  NoisyRows& rows = request.rows;
  const std::size_t d = rows.d;
  std::vector<double> weights = std::move(rows.weights);
  if (weights.empty()) weights.assign(rows.n, 1.0 / static_cast<double>(rows.n));
  const auto scaled = scale_samples(std::move(rows.samples), rows.n, d, rows.sigma, std::vector<bool>(d, true));
  require_representable(scaled);
  const std::vector<double> points = scaled_points(std::move(request.points), d, scaled, rows.sigma);
  const GroupedMixture mixture = group_mixture(scaled.data, rows.n, d, weights, {});
  const MixtureDensity density(mixture, scaled.largest, rows.sigma, request.tolerance, request.isa, control);

  const std::vector<std::size_t> order = z_order(points.data(), request.count, d);
  LogDensities result{std::vector<double>(request.count), std::vector<double>(request.count),
                      mixture.all.centers.size()};
  std::atomic<std::size_t> done = 0;
  const std::size_t blocks = (request.count + kPointsPerBlock - 1) / kPointsPerBlock;
  parallel_for(blocks, request.threads, [&](std::size_t block) {
    control.check();
    const std::size_t first = block * kPointsPerBlock, count = std::min(kPointsPerBlock, request.count - first);
    std::vector<double> together, values(count), bounds(count);
    for (std::size_t i = 0; i < count; ++i) {
      const double* point = points.data() + order[first + i] * d;
      together.insert(together.end(), point, point + d);
    }
    density.evaluate(together.data(), count, values.data(), bounds.data());
    for (std::size_t i = 0; i < count; ++i) {
      result.values[order[first + i]] = values[i];
      result.bounds[order[first + i]] = bounds[i];
    }
    control.report(static_cast<double>(done += count), static_cast<double>(request.count));
  });
  return result;
}

}  // namespace infoflow
