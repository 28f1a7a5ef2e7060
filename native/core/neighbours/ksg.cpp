#include "neighbours/ksg.h"

#include <algorithm>
#include <cmath>

#include "math/digamma.h"
#include "neighbours/neighbours.h"

namespace infoflow {

namespace {

std::vector<double> joined(const KsgRequest& r) {
  std::vector<double> rows;
  rows.reserve(r.n * (r.dx + r.dy));
  for (std::size_t i = 0; i < r.n; ++i) {
    rows.insert(rows.end(), r.x.begin() + i * r.dx, r.x.begin() + (i + 1) * r.dx);
    rows.insert(rows.end(), r.y.begin() + i * r.dy, r.y.begin() + (i + 1) * r.dy);
  }
  return rows;
}

// How far, in one of the two spaces, the joint neighbours of each row reach.
std::vector<double> reach(const Nearest& nearest, const std::vector<double>& rows, std::size_t d) {
  const std::size_t n = nearest.rows.size() / nearest.k;
  std::vector<double> farthest(n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t m = 0; m < nearest.k; ++m) {
      const double* neighbour = rows.data() + nearest.rows[i * nearest.k + m] * d;
      for (std::size_t axis = 0; axis < d; ++axis) {
        farthest[i] = std::max(farthest[i], std::fabs(rows[i * d + axis] - neighbour[axis]));
      }
    }
  }
  return farthest;
}

}  // namespace

KsgResult ksg(const KsgRequest& r, const Control& control) {
  const double n = static_cast<double>(r.n), k = static_cast<double>(r.k);
  const Nearest nearest = [&] {
    const auto rows = joined(r);
    return Neighbours(rows.data(), r.n, r.dx + r.dy, Metric::kChebyshev, r.isa, control)
        .nearest(r.k, r.threads, control);
  }();

  KsgResult result;
  std::vector<double> radii(r.n);
  for (std::size_t i = 0; i < r.n; ++i) {
    radii[i] = nearest.distances[i * r.k + r.k - 1];
    result.tied += radii[i] == 0 ? 1 : 0;
  }
  const auto mean_digamma = [&](const std::vector<double>& rows, std::size_t d) {
    const Neighbours search(rows.data(), r.n, d, Metric::kChebyshev, r.isa, control);
    const bool strict = r.algorithm == 1;
    const auto counts = strict ? search.counts(radii, Within::kLess, r.threads, control)
                               : search.counts(reach(nearest, rows, d), Within::kLessOrEqual, r.threads, control);
    double sum = 0;
    for (const std::uint32_t count : counts) sum += digamma(static_cast<double>(count) + (strict ? 1 : 0));
    return sum / n;
  };
  const double marginals = mean_digamma(r.x, r.dx) + mean_digamma(r.y, r.dy);
  result.value = digamma(k) - (r.algorithm == 1 ? 0 : 1 / k) + digamma(n) - marginals;
  return result;
}

}  // namespace infoflow
