#include "estimate/points.h"

#include <algorithm>

#include "mixture/scaled_samples.h"
#include "random/normal.h"

namespace infoflow {

Points draw_points(const std::vector<double>& centers, std::size_t d, std::span<const std::size_t> visits,
                   std::uint32_t draws, const DrawName& name) {
  const std::size_t count = visits.size(), width = std::max(d, name.width);
  std::vector<double> normals(count * width);
  Points points;
  points.coordinates.resize(count * draws * d);
  points.exponents.resize(count * draws);
  for (std::uint32_t r = 0; r < draws; ++r) {
    const RandomKey key{name.seed, static_cast<std::uint32_t>(name.purpose), name.stage, name.first_draw + r};
    fill_normals(key, name.first_visit * width, normals.size(), normals.data());
    for (std::size_t v = 0; v < count; ++v) {
      const double* center = centers.data() + visits[v] * d;
      double* point = points.coordinates.data() + (r * count + v) * d;
      for (std::size_t k = 0; k < d; ++k) point[k] = center[k] + kScale * normals[v * width + k];
      points.exponents[r * count + v] = exponent_between(center, point, d);
    }
  }
  return points;
}

double exponent_between(const double* a, const double* b, std::size_t d) {
  double exponent = 0;
  for (std::size_t k = 0; k < d; ++k) {
    const double difference = a[k] - b[k];
    exponent += difference * difference;
  }
  return exponent;
}

}  // namespace infoflow
