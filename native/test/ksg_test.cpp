// The formulas over neighbours that are found by looking at every pair.
#include "neighbours/ksg.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "errors.h"
#include "math/digamma.h"
#include "neighbours/nearest_entropy.h"
#include "neighbours/sliced_ksg.h"
#include "random/normal.h"

namespace infoflow {
namespace {

KsgRequest request_of(std::size_t n, std::size_t dx, std::size_t dy) {
  KsgRequest request;
  request.n = n;
  request.dx = dx;
  request.dy = dy;
  request.x.resize(n * dx);
  request.y.resize(n * dy);
  fill_normals({31, 1, 0, 0}, 0, n * dx, request.x.data());
  fill_normals({31, 1, 1, 0}, 0, n * dy, request.y.data());
  for (std::size_t i = 0; i < n; ++i) request.y[i * dy] += request.x[i * dx];
  return request;
}

double largest_difference(const std::vector<double>& rows, std::size_t d, std::size_t i, std::size_t j) {
  double largest = 0;
  for (std::size_t k = 0; k < d; ++k) largest = std::max(largest, std::fabs(rows[i * d + k] - rows[j * d + k]));
  return largest;
}

double by_every_pair(const KsgRequest& r) {
  double sum = 0;
  for (std::size_t i = 0; i < r.n; ++i) {
    std::vector<std::size_t> others(r.n);
    std::iota(others.begin(), others.end(), std::size_t{0});
    others.erase(others.begin() + i);
    const auto x = [&](std::size_t j) { return largest_difference(r.x, r.dx, i, j); };
    const auto y = [&](std::size_t j) { return largest_difference(r.y, r.dy, i, j); };
    std::sort(others.begin(), others.end(),
              [&](auto a, auto b) { return std::max(x(a), y(a)) < std::max(x(b), y(b)); });
    double reach_x = 0, reach_y = 0;
    for (std::size_t m = 0; m < r.k; ++m) {
      reach_x = std::max(reach_x, x(others[m]));
      reach_y = std::max(reach_y, y(others[m]));
    }
    const double reach = std::max(reach_x, reach_y);
    double in_x = 0, in_y = 0;
    for (const std::size_t j : others) {
      in_x += r.algorithm == 1 ? x(j) < reach : x(j) <= reach_x;
      in_y += r.algorithm == 1 ? y(j) < reach : y(j) <= reach_y;
    }
    sum += r.algorithm == 1 ? digamma(in_x + 1) + digamma(in_y + 1) : digamma(in_x) + digamma(in_y);
  }
  const double n = static_cast<double>(r.n), k = static_cast<double>(r.k);
  return digamma(k) - (r.algorithm == 1 ? 0 : 1 / k) + digamma(n) - sum / n;
}

TEST(Ksg, IsTheFormulaOfEveryPairOnEveryLevel) {
  Control control;
  for (const auto& [dx, dy] : {std::pair{1, 1}, std::pair{2, 3}}) {
    auto request = request_of(400, dx, dy);
    for (const int algorithm : {1, 2}) {
      request.algorithm = algorithm;
      for (const std::size_t k : {1, 4}) {
        request.k = k;
        const double expected = by_every_pair(request);
        for (const Isa isa : usable_isas()) {
          request.isa = isa;
          EXPECT_NEAR(ksg(request, control).value, expected, 1e-13);
        }
      }
    }
  }
}

TEST(Ksg, CountsRowsWithKEqualOnes) {
  Control control;
  auto request = request_of(100, 1, 1);
  for (std::size_t i = 0; i < 10; ++i) request.x[i] = request.y[i] = 5;
  request.k = 3;
  EXPECT_EQ(ksg(request, control).tied, 10u);
  request.k = 10;
  EXPECT_EQ(ksg(request, control).tied, 0u);
}

TEST(NearestEntropy, RefusesAtoms) {
  Control control;
  NearestEntropyRequest request;
  request.n = 4;
  request.d = 1;
  request.k = 1;
  request.samples = {0, 1, 1, 5};
  EXPECT_THROW(nearest_entropy(request, control), ArgumentError);
  request.k = 2;
  EXPECT_TRUE(std::isfinite(nearest_entropy(request, control)));
}

TEST(SlicedKsg, IsBitwiseTheSameForEveryThreadCountAndTheWholeInOneDimension) {
  Control control;
  SlicedRequest sliced;
  sliced.samples = request_of(300, 4, 3);
  sliced.projections = 9;
  sliced.dimension = 2;
  sliced.samples.threads = 1;
  const auto one = sliced_ksg(sliced, control);
  sliced.samples.threads = 3;
  EXPECT_EQ(sliced_ksg(sliced, control), one);
  EXPECT_NE(one[0], one[1]);
  // The only directions of a line are ±1: every slice is the whole, but for the scale.
  sliced.samples = request_of(300, 1, 1);
  sliced.dimension = 1;
  for (const double value : sliced_ksg(sliced, control)) {
    EXPECT_NEAR(value, sliced_ksg(sliced, control)[0], 1e-13);
  }
}

}  // namespace
}  // namespace infoflow
