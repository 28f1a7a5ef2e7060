// The fast Gauss transform against sums in long double: every error is within its certificate, for mixtures made to
// break it.
#include "mixture/gauss_transform.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "random/normal.h"

namespace infoflow {
namespace {

struct Problem {
  std::size_t d;
  std::vector<double> centers;
  std::vector<double> weights;
  std::vector<double> points;
};

std::vector<double> normals(std::size_t count, std::uint32_t stream, double spread) {
  std::vector<double> x(count);
  fill_normals({19, 1, stream, 0}, 0, count, x.data());
  for (double& value : x) value *= spread;
  return x;
}

Problem cloud(std::size_t d, std::size_t n, double spread) {
  Problem problem{d, normals(n * d, 1, spread), std::vector<double>(n, 1.0 / static_cast<double>(n)), {}};
  problem.points = normals(300 * d, 2, spread * 1.2);
  return problem;
}

struct Found {
  std::vector<double> sums, errors;
};

Found transform(const Problem& problem, Isa isa, int threads = 2) {
  const std::size_t count = problem.points.size() / problem.d;
  const Control control;
  const auto range = range_of(problem.centers.data(), problem.weights.size(), problem.d);
  const BoxGrid centers(problem.centers.data(), problem.weights.size(), problem.d, *range, Control{});
  const BoxGrid points(problem.points.data(), count, problem.d, range->widened(kReach), Control{});
  const GaussTransform of(problem.centers.data(), problem.weights, problem.d, centers, isa, threads, control);
  Found found{std::vector<double>(count, -1), std::vector<double>(count, -1)};
  of.sums(problem.points.data(), points, threads, found.sums.data(), found.errors.data());
  return found;
}

long double exact(const Problem& problem, std::size_t i) {
  long double sum = 0;
  for (std::size_t j = 0; j < problem.weights.size(); ++j) {
    long double exponent = 0;
    for (std::size_t k = 0; k < problem.d; ++k) {
      const long double difference =
          static_cast<long double>(problem.points[i * problem.d + k]) - problem.centers[j * problem.d + k];
      exponent -= difference * difference;
    }
    sum += problem.weights[j] * std::exp2(exponent);
  }
  return sum;
}

// `most`: the largest certificate, of a sum of weight 1.
void attack(const Problem& problem, Isa isa, double most = 1e-12) {
  const Found found = transform(problem, isa);
  for (std::size_t i = 0; i < found.sums.size(); ++i) {
    const long double sum = exact(problem, i);
    if (found.errors[i] < 0) {
      // Left out: beyond reach of everything.
      ASSERT_LE(sum, kBeyondReach);
      continue;
    }
    ASSERT_LE(std::fabs(static_cast<double>(found.sums[i] - sum)), found.errors[i]) << "point " << i;
    ASSERT_LE(found.errors[i], most);
  }
}

class GaussTransformTest : public testing::TestWithParam<Isa> {};
std::string level_name(const testing::TestParamInfo<Isa>& info) { return std::string(isa_name(info.param)); }
INSTANTIATE_TEST_SUITE_P(Levels, GaussTransformTest, testing::ValuesIn(usable_isas()), level_name);

TEST_P(GaussTransformTest, CloudsOfEveryWidth) {
  for (const std::size_t d : {1, 2}) {
    for (const double spread : {1e-4, 0.1, 1.0, 10.0, 100.0, 1e5}) {
      SCOPED_TRACE(testing::Message() << "d " << d << " spread " << spread);
      attack(cloud(d, 500, spread), GetParam());
    }
  }
}

TEST_P(GaussTransformTest, OnEdgesAndCornersOfBoxes) {
  for (const std::size_t d : {1, 2}) {
    Problem problem = cloud(d, 400, 3);
    for (double& x : problem.centers) x = std::round(x / kBoxEdge) * kBoxEdge + kBoxEdge / 2;
    for (std::size_t i = 0; i < problem.points.size(); ++i) {
      double& y = problem.points[i];
      y = std::round(y / kBoxEdge) * kBoxEdge + (i % 2 == 0 ? 0.5 : -0.5) * kBoxEdge * (1 - 0x1p-50);
    }
    attack(problem, GetParam());
  }
}

// Every center in one corner of its box, every point in the opposite one of its own, at each distance of the boxes:
// all the cuts point the same way.
TEST_P(GaussTransformTest, OppositeCorners) {
  Problem problem{2, {}, {}, {}};
  for (int corner = 0; corner < 4; ++corner) {
    const double row = corner < 2 ? 0.2499 : -0.2499, column = corner % 2 == 0 ? 0.2499 : -0.2499;
    problem.centers = {row, column, row, column};
    problem.weights = {0.75, 0.25};
    problem.points.clear();
    for (int i = -20; i <= 20; ++i) {
      for (int j = -20; j <= 20; ++j) {
        problem.points.push_back(i * kBoxEdge - row);
        problem.points.push_back(j * kBoxEdge - column);
      }
    }
    attack(problem, GetParam());
  }
}

TEST_P(GaussTransformTest, WeightsFromOneTo1em15) {
  for (const std::size_t d : {1, 2}) {
    Problem problem = cloud(d, 600, 4);
    double total = 0;
    for (std::size_t j = 0; j < 600; ++j) {
      problem.weights[j] = std::pow(10.0, -15 * static_cast<double>(j * 7 % 600) / 600);
      total += problem.weights[j];
    }
    for (double& weight : problem.weights) weight /= total;
    attack(problem, GetParam());
  }
}

TEST_P(GaussTransformTest, OutliersAndClustersAtTheEndOfReach) {
  for (const std::size_t d : {1, 2}) {
    Problem problem = cloud(d, 300, 0.3);
    problem.centers[0] = 3e8;
    problem.centers[problem.centers.size() - 1] = -3e8;
    for (std::size_t j = 1; j < 200; ++j) {
      problem.centers[j * d] += static_cast<double>(j % 4) * (kReach + static_cast<double>(j % 3) - 1) * kBoxEdge;
    }
    for (std::size_t i = 0; i < 300; ++i) problem.points[i * d] += static_cast<double>(i % 50) - 4;
    attack(problem, GetParam());
  }
}

// 20 000 equal centers make the longest sums, and the certificate says so.
TEST_P(GaussTransformTest, ManyInOneBox) {
  Problem problem = cloud(2, 20'000, 1e-3);
  for (std::size_t j = 0; j < 10'000; ++j) {
    problem.centers[2 * j] = 0.1;
    problem.centers[2 * j + 1] = -0.07;
  }
  problem.points.resize(40);
  attack(problem, GetParam(), 1e-12);
  const auto few = transform(cloud(2, 100, 1e-3), GetParam()), many = transform(problem, GetParam());
  EXPECT_GT(many.errors[0], few.errors[0]);
}

TEST(GaussTransform, CertifiesAllButTheLastDigitsNearCenters) {
  Problem problem = cloud(2, 5000, 10);
  problem.points.assign(problem.centers.begin(), problem.centers.begin() + 2000);
  const Found found = transform(problem, usable_isas().back());
  double largest = 0;
  for (std::size_t i = 0; i < found.sums.size(); ++i) largest = std::max(largest, found.errors[i] / found.sums[i]);
  EXPECT_LT(largest, 1e-11);
}

TEST(GaussTransform, IsBitwiseTheSameForEveryThreadCount) {
  const Problem problem = cloud(2, 3000, 10);
  const Found one = transform(problem, usable_isas().back(), 1);
  for (const int threads : {2, 3, 8}) {
    const Found found = transform(problem, usable_isas().back(), threads);
    EXPECT_EQ(one.sums, found.sums);
    EXPECT_EQ(one.errors, found.errors);
  }
}

TEST(GaussTransform, StopsWhenCancelled) {
  const Problem problem = cloud(2, 100, 1);
  const auto range = range_of(problem.centers.data(), 100, 2);
  const BoxGrid centers(problem.centers.data(), 100, 2, *range, Control{});
  Control control;
  control.cancelled = true;
  EXPECT_THROW(GaussTransform(problem.centers.data(), problem.weights, 2, centers, Isa::kBaseline, 1, control),
               Cancelled);
}

}  // namespace
}  // namespace infoflow
