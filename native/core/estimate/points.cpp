#include "estimate/points.h"

#include <algorithm>

#include "mixture/scaled_samples.h"
#include "random/normal.h"

namespace infoflow {

namespace {

void add_points(Points& points, const std::vector<double>& centers, std::size_t d, std::span<const std::size_t> visits,
                std::span<const double> normals, std::size_t width) {
  for (std::size_t v = 0; v < visits.size(); ++v) {
    const double* center = centers.data() + visits[v] * d;
    for (std::size_t k = 0; k < d; ++k) points.coordinates.push_back(center[k] + kScale * normals[v * width + k]);
    points.centers.push_back(visits[v]);
    points.exponents.push_back(exponent_between(center, points.coordinates.data() + points.coordinates.size() - d, d));
  }
}

}  // namespace

void Points::append(const Points& more) {
  coordinates.insert(coordinates.end(), more.coordinates.begin(), more.coordinates.end());
  exponents.insert(exponents.end(), more.exponents.begin(), more.exponents.end());
  centers.insert(centers.end(), more.centers.begin(), more.centers.end());
}

Points Points::subset(std::span<const std::size_t> which) const {
  const std::size_t d = coordinates.size() / size();
  Points chosen;
  for (const std::size_t p : which) {
    const auto y = coordinates.begin() + static_cast<std::ptrdiff_t>(p * d);
    chosen.coordinates.insert(chosen.coordinates.end(), y, y + static_cast<std::ptrdiff_t>(d));
    chosen.exponents.push_back(exponents[p]);
    chosen.centers.push_back(centers[p]);
  }
  return chosen;
}

std::vector<double> draw_normals(std::size_t visits, std::uint32_t draws, std::size_t width, const DrawName& name) {
  std::vector<double> normals(visits * draws * width);
  for (std::uint32_t r = 0; r < draws; ++r) {
    const RandomKey key{name.seed, static_cast<std::uint32_t>(name.purpose), name.stage, name.first_draw + r};
    fill_normals(key, name.first_visit * width, visits * width, normals.data() + r * visits * width);
  }
  return normals;
}

Points draw_points(const std::vector<double>& centers, std::size_t d, std::span<const std::size_t> visits,
                   std::uint32_t draws, const DrawName& name) {
  const std::size_t count = visits.size(), width = std::max(d, name.width);
  const std::vector<double> normals = draw_normals(count, draws, width, name);
  Points points;
  points.coordinates.reserve(count * draws * d);
  points.exponents.reserve(count * draws);
  for (std::uint32_t r = 0; r < draws; ++r) {
    add_points(points, centers, d, visits, std::span(normals).subspan(r * count * width), width);
  }
  return points;
}

Points points_around(const std::vector<double>& centers, std::size_t d, std::span<const std::size_t> visits,
                     std::span<const double> normals, std::size_t width) {
  Points points;
  points.coordinates.reserve(visits.size() * d);
  points.exponents.reserve(visits.size());
  add_points(points, centers, d, visits, normals, width);
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
