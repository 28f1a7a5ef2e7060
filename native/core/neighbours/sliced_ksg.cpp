#include "neighbours/sliced_ksg.h"

#include <atomic>
#include <cmath>

#include "parallel/parallel_for.h"
#include "random/normal.h"

namespace infoflow {

namespace {

// What the numbers are for: lib/random/random.ts lists all purposes.
constexpr std::uint32_t kSlices = 16;

// d × m with orthonormal columns, uniform on the Stiefel manifold: normals, orthonormalised (twice, for rounding).
std::vector<double> random_frame(std::size_t d, std::size_t m, const RandomKey& key) {
  std::vector<double> columns(m * d);  // column after column
  fill_normals(key, 0, columns.size(), columns.data());
  for (std::size_t c = 0; c < m; ++c) {
    double* column = columns.data() + c * d;
    for (int pass = 0; pass < 2; ++pass) {
      for (std::size_t b = 0; b < c; ++b) {
        const double* before = columns.data() + b * d;
        double product = 0;
        for (std::size_t k = 0; k < d; ++k) product += before[k] * column[k];
        for (std::size_t k = 0; k < d; ++k) column[k] -= product * before[k];
      }
      double square = 0;
      for (std::size_t k = 0; k < d; ++k) square += column[k] * column[k];
      for (std::size_t k = 0; k < d; ++k) column[k] /= std::sqrt(square);
    }
  }
  return columns;
}

// Rows times the frame, scaled to variance 1 in all (which changes no information): the search compares differences of
// x with differences of y.
std::vector<double> project(const std::vector<double>& rows, std::size_t n, std::size_t d,
                            const std::vector<double>& frame, std::size_t m) {
  std::vector<double> projected(n * m);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t c = 0; c < m; ++c) {
      double sum = 0;
      for (std::size_t k = 0; k < d; ++k) sum += rows[i * d + k] * frame[c * d + k];
      projected[i * m + c] = sum;
    }
  }
  std::vector<double> mean(m, 0.0);
  for (std::size_t i = 0; i < n * m; ++i) mean[i % m] += projected[i] / static_cast<double>(n);
  double variance = 0;
  for (std::size_t i = 0; i < n * m; ++i) {
    projected[i] -= mean[i % m];
    variance += projected[i] * projected[i] / static_cast<double>(n * m);
  }
  if (variance > 0) {
    for (double& x : projected) x /= std::sqrt(variance);
  }
  return projected;
}

}  // namespace

std::vector<double> sliced_ksg(const SlicedRequest& request, const Control& control) {
  const KsgRequest& all = request.samples;
  std::vector<double> values(request.projections);
  std::atomic<std::size_t> done = 0;
  parallel_for(request.projections, all.threads, [&](std::size_t slice) {
    const auto stream = static_cast<std::uint32_t>(slice);
    KsgRequest one;
    one.n = all.n;
    one.dx = one.dy = request.dimension;
    one.k = all.k;
    one.algorithm = all.algorithm;
    one.isa = all.isa;
    one.x = project(all.x, all.n, all.dx, random_frame(all.dx, one.dx, {request.seed, kSlices, stream, 0}), one.dx);
    one.y = project(all.y, all.n, all.dy, random_frame(all.dy, one.dy, {request.seed, kSlices, stream, 1}), one.dy);
    Control silent;
    control.check();
    values[slice] = ksg(one, silent).value;
    const std::size_t now = ++done;
    control.report(static_cast<double>(now), static_cast<double>(request.projections));
  });
  return values;
}

}  // namespace infoflow
