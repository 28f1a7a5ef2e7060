// Sums over groups in parts: what is left out stays below its certificate, for the whole and without any one part.
#include "estimate/group_sums.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <vector>

#include "mixture/scaled_samples.h"
#include "random/normal.h"

namespace infoflow {
namespace {

constexpr std::size_t kParts = 4;
// Of the pair sum itself, exponents below 100.
constexpr double kRounding = 1e-12;
// Below this, the kernel takes terms for 0.
constexpr double kVanishing = 1e-300;

std::vector<double> normals(std::size_t count, std::uint32_t stream) {
  std::vector<double> x(count);
  fill_normals({23, 1, stream, 0}, 0, count, x.data());
  return x;
}

// Centers in two groups of four parts, and a point around each.
struct Problem {
  std::size_t d;
  std::vector<double> centers;
  std::vector<Parts> groups;
  Points points;
  std::vector<std::size_t> group_of_point;
};

std::size_t in_turn(std::size_t i) { return i % kParts; }

// Center i is in the group and the part named; points have `noise` standard deviations.
template <class GroupOf>
Problem problem(std::vector<double> centers, std::size_t d, const std::vector<double>& weights, double noise,
                const GroupOf& group_of, std::size_t (*part_of)(std::size_t) = in_turn) {
  Problem result{d, std::move(centers), std::vector<Parts>(2, Parts(kParts)), {}, {}};
  std::vector<std::size_t> own(weights.size());
  std::iota(own.begin(), own.end(), std::size_t{0});
  for (const std::size_t i : own) {
    Components& part = result.groups[group_of(i)][part_of(i)];
    part.centers.push_back(i);
    part.weights.push_back(weights[i]);
    result.group_of_point.push_back(group_of(i));
  }
  auto z = normals(own.size() * d, 2);
  for (double& x : z) x *= noise;
  result.points = points_around(result.centers, d, own, z, d);
  return result;
}

std::vector<double> exact_sums(const Problem& problem, std::size_t p, const Parts& group) {
  std::vector<double> sums;
  for (const Components& part : group) {
    long double sum = 0;
    for (std::size_t j = 0; j < part.centers.size(); ++j) {
      long double exponent = problem.points.exponents[p];
      for (std::size_t k = 0; k < problem.d; ++k) {
        const long double difference = static_cast<long double>(problem.points.coordinates[p * problem.d + k]) -
                                       problem.centers[part.centers[j] * problem.d + k];
        exponent -= difference * difference;
      }
      sum += part.weights[j] * std::exp2(exponent);
    }
    sums.push_back(static_cast<double>(sum));
  }
  return sums;
}

void expect_certified(std::span<const double> found, std::span<const double> exact) {
  const double whole = std::accumulate(exact.begin(), exact.end(), 0.0);
  const double missing = whole - std::accumulate(found.begin(), found.end(), 0.0);
  EXPECT_GE(missing, -kRounding * whole);
  EXPECT_LE(missing, (kSkippedTerms + kRounding) * whole);
  for (std::size_t part = 0; part < kParts; ++part) {
    double left = 0, left_found = 0;
    for (std::size_t other = 0; other < kParts; ++other) {
      if (other == part) continue;
      left += exact[other];
      left_found += found[other];
    }
    EXPECT_NEAR(left_found, left, kSkippedTermsWithoutPart * left + kVanishing) << "without part " << part;
  }
}

// Checks every point; returns the share of pairs that was summed, of all pairs.
double attack(const Problem& problem) {
  const Control control;
  const GroupSums sums(problem.centers, problem.d, problem.groups, usable_isas().back(), control);
  const std::size_t n = problem.points.size();
  std::size_t pairs = 0;
  std::vector<double> all;
  const auto own = sums.sums(problem.points, problem.group_of_point);
  const std::vector<double> shares = {0.75, 1e-6};
  const auto own_of_all = sums.sums_of_all(problem.points, problem.group_of_point, shares, all, &pairs);
  for (std::size_t p = 0; p < n; ++p) {
    SCOPED_TRACE(testing::Message() << "point " << p);
    const std::size_t group = problem.group_of_point[p];
    const auto exact = exact_sums(problem, p, problem.groups[group]);
    auto exact_of_all = exact_sums(problem, p, problem.groups[1 - group]);
    for (std::size_t part = 0; part < kParts; ++part) {
      exact_of_all[part] = shares[group] * exact[part] + shares[1 - group] * exact_of_all[part];
    }
    const auto of_point = [&](const std::vector<double>& of) { return std::span(of).subspan(p * kParts, kParts); };
    expect_certified(of_point(own), exact);
    expect_certified(of_point(own_of_all), exact);
    expect_certified(of_point(all), exact_of_all);
  }
  return static_cast<double>(pairs) / static_cast<double>(n * n);
}

std::vector<double> equal_weights(std::size_t n) { return std::vector<double>(n, 1.0 / static_cast<double>(n)); }

// On a line neighbours lie together when sorted.
std::vector<double> line(std::size_t n, double spread) {
  auto x = normals(n, 1);
  std::sort(x.begin(), x.end());
  for (double& center : x) center *= spread * kScale;
  return x;
}

TEST(GroupSums, CloudsOfEveryWidth) {
  constexpr std::size_t n = 1200;
  for (const double spread : {0.1, 10.0, 300.0, 1e5}) {
    SCOPED_TRACE(testing::Message() << "spread " << spread);
    attack(problem(line(n, spread), 1, equal_weights(n), 1, [](std::size_t i) { return i / 4 % 2; }));
    attack(problem(line(n, spread), 1, equal_weights(n), 1, [](std::size_t i) { return i < n / 2; }));
  }
  auto plane = normals(3 * n, 1);
  for (double& x : plane) x *= 5 * kScale;
  attack(problem(plane, 3, equal_weights(n), 1, [](std::size_t i) { return i % 3 == 0; }));
}

TEST(GroupSums, LeaveOutMostOfWhatIsFarAway) {
  constexpr std::size_t n = 2048;
  EXPECT_LT(attack(problem(line(n, 300), 1, equal_weights(n), 1, [](std::size_t i) { return i / 4 % 2; })), 0.5);
}

TEST(GroupSums, UnevenWeights) {
  constexpr std::size_t n = 1200;
  std::vector<double> weights(n);
  for (std::size_t i = 0; i < n; ++i) weights[i] = std::pow(10.0, -12 * static_cast<double>(i * 7 % n) / n);
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (double& weight : weights) weight /= total;
  attack(problem(line(n, 30), 1, weights, 1, [](std::size_t i) { return i / 4 % 2; }));
}

// Each point's own center is alone in its part, all others are so far away that their sum is just above, at and far
// below what may be left out of the whole: without that part they are all there is.
TEST(GroupSums, PointsWithNothingNearButTheirOwnPart) {
  constexpr std::size_t n = 1024;
  const auto quarter = [](std::size_t i) { return i / (n / kParts); };
  for (const double exponent : {10.0, 30.0, 40.0, 60.0, 300.0}) {
    SCOPED_TRACE(testing::Message() << "exponent " << exponent);
    std::vector<double> centers(n);
    for (std::size_t i = 0; i < n; ++i) centers[i] = std::sqrt(exponent) * static_cast<double>(quarter(i));
    attack(problem(centers, 1, equal_weights(n), 0, [](std::size_t i) { return i % 2; }, quarter));
  }
}

}  // namespace
}  // namespace infoflow
