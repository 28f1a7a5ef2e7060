#include "estimate/transform_density.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "math/constants.h"
#include "math/logarithm.h"
#include "mixture/gauss_transform.h"

namespace infoflow {

namespace {

// Pairs that can't be skipped, about: from some boxes of points, all boxes of centers that matter to them. A pair takes
// more time there than among all pairs, and what is skipped is larger than a box.
double near_pairs(const BoxGrid& centers, const BoxGrid& points, const TransformRequest& request) {
  constexpr std::size_t kLookedAt = 32;
  const double least = *std::min_element(request.weights.begin(), request.weights.end());
  // Exponents beyond this can be skipped at a point that has a center near.
  const double reach = (8 - std::log2(least * request.tolerance)) / (kBoxEdge * kBoxEdge);
  const auto rows_of_reach = static_cast<std::int64_t>(std::sqrt(reach));
  const std::size_t stride = points.boxes().size() / kLookedAt + 1;
  double pairs = 0, looked_at = 0;
  for (std::size_t b = 0; b < points.boxes().size(); b += stride) {
    const Box& box = points.boxes()[b];
    for (const Box& other : centers.rows(box.index.row - rows_of_reach, box.index.row + rows_of_reach)) {
      const auto rows = static_cast<double>(box.index.row - other.index.row);
      const auto columns = static_cast<double>(box.index.column - other.index.column);
      if (rows * rows + columns * columns <= reach) pairs += static_cast<double>(box.count * other.count);
    }
    looked_at += static_cast<double>(box.count);
  }
  constexpr double kMore = 1.25;
  return kMore * pairs * static_cast<double>(points.order().size()) / looked_at;
}

bool is_faster(const BoxGrid& centers, const BoxGrid& points, const TransformRequest& request) {
  if (points.order().empty()) return false;
  const double points_and_centers = static_cast<double>(centers.order().size() + points.order().size());
  const double boxes = static_cast<double>(centers.boxes().size() + points.boxes().size());
  return GaussTransform::pairs_in_its_time(points_and_centers, boxes) < near_pairs(centers, points, request);
}

}  // namespace

std::vector<std::size_t> transform_densities(const TransformRequest& request, const DensityScale& scale,
                                             const Control& control, double* values, double* bounds) {
  const std::size_t d = request.d, count = request.points.size() / d, n = request.weights.size();
  std::vector<std::size_t> rest(count);
  std::iota(rest.begin(), rest.end(), std::size_t{0});
  constexpr std::size_t kMost = std::numeric_limits<std::uint32_t>::max();
  if (d > 2 || n > kMost || count > kMost) return rest;
  const auto is_slower_than_all_pairs = [&](std::size_t boxes) {
    const double points_and_centers = static_cast<double>(n + count);
    return !request.always && GaussTransform::pairs_in_its_time(points_and_centers, static_cast<double>(boxes)) >
                                  static_cast<double>(n) * static_cast<double>(count);
  };
  if (is_slower_than_all_pairs(1)) return rest;
  const auto range = range_of(request.centers.data(), n, d);
  if (!range) return rest;

  const BoxGrid centers(request.centers.data(), n, d, *range, control);
  if (is_slower_than_all_pairs(centers.boxes().size())) return rest;
  const BoxGrid points(request.points.data(), count, d, range->widened(kReach), control);
  if (!request.always && !is_faster(centers, points, request)) return rest;
  const GaussTransform transform(request.centers.data(), request.weights, d, centers, request.isa, request.threads,
                                 control);
  std::vector<double> sums(count, 0.0), errors(count, std::numeric_limits<double>::infinity());
  transform.sums(request.points.data(), points, request.threads, sums.data(), errors.data());
  control.report(static_cast<double>(points.order().size()), static_cast<double>(count));

  rest.clear();
  for (std::size_t i = 0; i < count; ++i) {
    const double relative = errors[i] / sums[i];
    // −ln(1 − x) < x + x² below ½.
    const double error = relative + relative * relative;
    if (sums[i] > 0 && relative < 0.5 && error <= request.tolerance) {
      values[i] = scale.log_density(sums[i], 0);
      bounds[i] = error + scale.rounding(request.points.data() + i * d, -natural_log(sums[i]) / kLn2);
    } else {
      rest.push_back(i);
    }
  }
  return rest;
}

}  // namespace infoflow
