#include "clustering/singular_values.h"

#include <algorithm>
#include <cmath>

#include "errors.h"
#include "math/orthogonalize.h"
#include "parallel/parallel_for.h"

namespace infoflow {

namespace {

// Depends on n alone, so that the bits do not depend on the threads.
constexpr std::size_t kMostSegments = 16;
constexpr std::size_t kRowsPerBlock = 64;

// The upper triangle R of the rows seen so far, RᵀR = XᵀX.
class Triangle {
 public:
  explicit Triangle(std::size_t d) : d_(d), r_(d * d), dots_(d) {}

  // Reflects `count` further rows, which are overwritten, into the triangle.
  void add(double* rows, std::size_t count) {
    for (std::size_t j = 0; j < d_; ++j) {
      double below = 0;
      for (std::size_t i = 0; i < count; ++i) below += rows[i * d_ + j] * rows[i * d_ + j];
      if (below == 0) continue;
      const double corner = r_[j * d_ + j];
      const double length = std::sqrt(corner * corner + below);
      const double first = corner + (corner < 0 ? -length : length);  // of the reflection's vector
      const double factor = 2 / (first * first + below);
      std::copy_n(r_.begin() + static_cast<std::ptrdiff_t>(j * d_), d_, dots_.begin());
      for (std::size_t k = j; k < d_; ++k) dots_[k] *= first;
      for (std::size_t i = 0; i < count; ++i) {
        const double v = rows[i * d_ + j];
        for (std::size_t k = j; k < d_; ++k) dots_[k] += v * rows[i * d_ + k];
      }
      for (std::size_t k = j; k < d_; ++k) dots_[k] *= factor;
      for (std::size_t k = j; k < d_; ++k) r_[j * d_ + k] -= first * dots_[k];
      for (std::size_t i = 0; i < count; ++i) {
        const double v = rows[i * d_ + j];
        for (std::size_t k = j; k < d_; ++k) rows[i * d_ + k] -= v * dots_[k];
      }
    }
  }

  std::vector<double>& values() { return r_; }

 private:
  std::size_t d_;
  std::vector<double> r_;
  std::vector<double> dots_;
};

std::vector<double> triangle_of(const Rows<double>& rows, int threads, const Control& control) {
  const std::size_t d = rows.d;
  const std::size_t per_segment = std::max(kRowsPerBlock, (rows.n + kMostSegments - 1) / kMostSegments);
  std::vector<Triangle> of_segment((rows.n + per_segment - 1) / per_segment, Triangle(d));
  parallel_for(of_segment.size(), threads, [&](std::size_t s) {
    const std::size_t end = std::min(rows.n, (s + 1) * per_segment);
    for (std::size_t i = s * per_segment; i < end; i += kRowsPerBlock) {
      control.check();
      const std::size_t count = std::min(kRowsPerBlock, end - i);
      std::vector<double> block(rows.row(i), rows.row(i) + count * d);
      of_segment[s].add(block.data(), count);
    }
  });
  for (std::size_t s = 1; s < of_segment.size(); ++s) of_segment[0].add(of_segment[s].values().data(), d);
  return std::move(of_segment[0].values());
}

}  // namespace

std::vector<double> singular_values(const SingularValuesRequest& request, const Control& control) {
  auto rows = prepare_doubles(request.samples, request.n, request.d, request.origin, request.threads, control);
  const std::size_t count = std::min(rows.n, rows.d);
  auto vectors = rows.n > rows.d ? triangle_of(rows, request.threads, control) : std::move(rows.values);
  auto values = orthogonalize(vectors, count, rows.d, control);
  std::sort(values.begin(), values.end(), std::greater<>());
  for (double& value : values) value *= rows.frame.scale;
  if (!std::isfinite(values.front())) {
    throw ArgumentError("samples", "a singular value passes the largest number; divide all values by 1e10 or so");
  }
  return values;
}

}  // namespace infoflow
