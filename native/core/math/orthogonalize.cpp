#include "math/orthogonalize.h"

#include <cmath>

namespace infoflow {

namespace {

constexpr int kMostSweeps = 60;
constexpr double kOrthogonal = 0x1p-52;

// Four sums at once: one alone would wait for every addition.
double dot(const double* a, const double* b, std::size_t length) {
  double sums[4] = {0, 0, 0, 0};
  std::size_t i = 0;
  for (; i + 4 <= length; i += 4) {
    for (std::size_t lane = 0; lane < 4; ++lane) sums[lane] += a[i + lane] * b[i + lane];
  }
  for (; i < length; ++i) sums[0] += a[i] * b[i];
  return (sums[0] + sums[2]) + (sums[1] + sums[3]);
}

// Whether the pair had to be turned.
bool rotate(double* a, double* b, std::size_t length) {
  const double aa = dot(a, a, length), bb = dot(b, b, length), ab = dot(a, b, length);
  if (std::fabs(ab) <= kOrthogonal * std::sqrt(aa) * std::sqrt(bb)) return false;
  const double zeta = (bb - aa) / (2 * ab);
  const double tangent = (zeta < 0 ? -1.0 : 1.0) / (std::fabs(zeta) + std::sqrt(1 + zeta * zeta));
  const double cosine = 1 / std::sqrt(1 + tangent * tangent), sine = cosine * tangent;
  for (std::size_t i = 0; i < length; ++i) {
    const double x = a[i], y = b[i];
    a[i] = cosine * x - sine * y;
    b[i] = sine * x + cosine * y;
  }
  return true;
}

}  // namespace

std::vector<double> orthogonalize(std::vector<double>& vectors, std::size_t count, std::size_t length,
                                  const Control& control) {
  bool turned = true;
  for (int sweep = 0; turned && sweep < kMostSweeps; ++sweep) {
    turned = false;
    for (std::size_t i = 0; i < count; ++i) {
      control.check();
      for (std::size_t j = i + 1; j < count; ++j) {
        turned |= rotate(vectors.data() + i * length, vectors.data() + j * length, length);
      }
    }
  }
  std::vector<double> lengths(count);
  for (std::size_t i = 0; i < count; ++i) {
    const double* vector = vectors.data() + i * length;
    lengths[i] = std::sqrt(dot(vector, vector, length));
  }
  return lengths;
}

}  // namespace infoflow
