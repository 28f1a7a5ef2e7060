#include "estimate/log_density.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numeric>
#include <span>
#include <utility>

#include "errors.h"
#include "estimate/density_scale.h"
#include "estimate/pair_density.h"
#include "estimate/transform_density.h"
#include "mixture/distinct_rows.h"
#include "mixture/hilbert_order.h"
#include "parallel/parallel_for.h"

namespace infoflow {

namespace {

constexpr double kLargestCoordinate = 1e150;
constexpr std::size_t kPointsPerBlock = 256;

std::vector<double> scaled_points(std::vector<double> points, std::size_t d, const ScaledSamples& scaled, double sigma,
                                  const Control& control) {
  const double factor = kScale / sigma;
  for (std::size_t i = 0; i < points.size(); i += d) {
    control.check_at(i / d);
    for (std::size_t k = 0; k < d; ++k) {
      points[i + k] = (points[i + k] - scaled.middle[k]) * factor;
      if (std::fabs(points[i + k]) < kLargestCoordinate) continue;
      throw ArgumentError("points", "row " + std::to_string(i / d) + " is more than 1e150 sigma away from the samples");
    }
  }
  return points;
}

// Equal rows are one center; those of weight 0 are left out.
struct Centers {
  std::vector<double> points;
  std::vector<double> weights;
};

Centers merge_rows(const std::vector<double>& rows, std::size_t d, const std::vector<double>& weights,
                   const Control& control) {
  const DistinctRows distinct = distinct_rows(rows.data(), weights.size(), d, control);
  std::vector<double> of_distinct(distinct.first.size(), 0.0);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    control.check_at(i);
    of_distinct[distinct.id[i]] += weights[i];
  }
  Centers centers;
  for (std::size_t c = 0; c < of_distinct.size(); ++c) {
    control.check_at(c);
    if (of_distinct[c] == 0) continue;
    const double* row = rows.data() + distinct.first[c] * d;
    centers.points.insert(centers.points.end(), row, row + d);
    centers.weights.push_back(of_distinct[c]);
  }
  return centers;
}

// Fills in the values and bounds of the points named.
void by_pairs(const LogDensityRequest& request, const Centers& centers, const std::vector<double>& points,
              std::span<const std::size_t> which, const DensityScale& scale, const Control& control,
              LogDensities& result) {
  const std::size_t d = request.rows.d;
  const std::vector<std::size_t> center_order =
      hilbert_order(centers.points.data(), centers.weights.size(), d, request.threads, control);
  const double tolerance = request.method == DensityMethod::kAllPairs ? 0 : request.tolerance;
  const PairDensity density(centers.points, centers.weights, center_order, d, scale, tolerance, request.isa, control);
  std::vector<double> chosen;
  chosen.reserve(which.size() * d);
  for (std::size_t i = 0; i < which.size(); ++i) {
    control.check_at(i);
    const double* point = points.data() + which[i] * d;
    chosen.insert(chosen.end(), point, point + d);
  }
  const std::vector<std::size_t> order = hilbert_order(chosen.data(), which.size(), d, request.threads, control);
  std::atomic<std::size_t> done = 0;
  const std::size_t blocks = (which.size() + kPointsPerBlock - 1) / kPointsPerBlock;
  parallel_for(blocks, request.threads, [&](std::size_t block) {
    control.check();
    const std::size_t first = block * kPointsPerBlock, count = std::min(kPointsPerBlock, which.size() - first);
    std::vector<double> together, values(count), bounds(count);
    for (std::size_t i = 0; i < count; ++i) {
      const double* point = chosen.data() + order[first + i] * d;
      together.insert(together.end(), point, point + d);
    }
    density.evaluate(together.data(), count, values.data(), bounds.data());
    for (std::size_t i = 0; i < count; ++i) {
      result.values[which[order[first + i]]] = values[i];
      result.bounds[which[order[first + i]]] = bounds[i];
    }
    control.report(static_cast<double>(done += count), static_cast<double>(which.size()));
  });
}

}  // namespace

LogDensities log_densities(LogDensityRequest request, const Control& control) {
  NoisyRows& rows = request.rows;
  const std::size_t d = rows.d;
  std::vector<double> weights = std::move(rows.weights);
  if (weights.empty()) weights.assign(rows.n, 1.0 / static_cast<double>(rows.n));
  const auto scaled =
      scale_samples(std::move(rows.samples), rows.n, d, rows.sigma, control, std::vector<bool>(d, true));
  require_representable(scaled);
  const std::vector<double> points = scaled_points(std::move(request.points), d, scaled, rows.sigma, control);
  const Centers centers = merge_rows(scaled.data, d, weights, control);
  const DensityScale scale(d, rows.sigma, scaled.largest);

  LogDensities result{std::vector<double>(request.count), std::vector<double>(request.count), centers.weights.size()};
  std::vector<std::size_t> rest;
  if (request.method == DensityMethod::kAllPairs || request.method == DensityMethod::kNearPairs) {
    rest.resize(request.count);
    std::iota(rest.begin(), rest.end(), std::size_t{0});
  } else {
    const bool always = request.method == DensityMethod::kTransform;
    rest = transform_densities(
        {centers.points, centers.weights, points, d, request.tolerance, always, request.threads, request.isa}, scale,
        control, result.values.data(), result.bounds.data());
  }
  if (!rest.empty()) by_pairs(request, centers, points, rest, scale, control, result);
  return result;
}

}  // namespace infoflow
