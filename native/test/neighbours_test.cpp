// Neighbours by tree against the same found by looking at every pair.
#include "neighbours/neighbours.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "random/normal.h"

namespace infoflow {
namespace {

struct Points {
  std::size_t n, d;
  std::vector<double> values;

  double distance(std::size_t i, std::size_t j, Metric metric) const {
    double largest = 0, squares = 0;
    for (std::size_t k = 0; k < d; ++k) {
      const double difference = values[i * d + k] - values[j * d + k];
      largest = std::max(largest, std::fabs(difference));
      squares += difference * difference;
    }
    return metric == Metric::kChebyshev ? largest : std::sqrt(squares);
  }
};

Points normals(std::size_t n, std::size_t d) {
  Points points{n, d, std::vector<double>(n * d)};
  fill_normals({22, 1, static_cast<std::uint32_t>(d), 0}, 0, n * d, points.values.data());
  return points;
}

// Ties everywhere, duplicates, and a constant column.
Points lattice(std::size_t n, std::size_t d) {
  Points points = normals(n, d);
  for (double& x : points.values) x = std::round(2 * x);
  for (std::size_t i = 0; i < n; ++i) points.values[i * d] = 7;
  return points;
}

Points few_places(std::size_t n, std::size_t d) {
  Points points{n, d, std::vector<double>(n * d)};
  for (std::size_t i = 0; i < n; ++i) std::fill_n(points.values.begin() + i * d, d, i % 2 == 0 ? 0.0 : 1e8);
  return points;
}

class NeighboursTest : public testing::TestWithParam<Isa> {
 protected:
  Neighbours neighbours(const Points& points, Metric metric) const {
    return {points.values.data(), points.n, points.d, metric, GetParam(), control};
  }
  Control control;
};

std::string level_name(const testing::TestParamInfo<Isa>& info) { return std::string(isa_name(info.param)); }
INSTANTIATE_TEST_SUITE_P(Levels, NeighboursTest, testing::ValuesIn(usable_isas()), level_name);

TEST_P(NeighboursTest, AgreeWithEveryPair) {
  for (const std::size_t d : {1, 2, 3, 10}) {
    for (const Points& points : {normals(700, d), lattice(701, d), few_places(300, d), normals(9, d)}) {
      for (const Metric metric : {Metric::kChebyshev, Metric::kEuclidean}) {
        const Neighbours search = neighbours(points, metric);
        const std::size_t k = std::min<std::size_t>(6, points.n - 1);
        const Nearest nearest = search.nearest(k, 2, control);
        std::vector<double> radii(points.n);
        for (std::size_t i = 0; i < points.n; ++i) radii[i] = nearest.distances[i * k + k - 1];
        const auto less = search.counts(radii, Within::kLess, 2, control);
        const auto at_most = search.counts(radii, Within::kLessOrEqual, 2, control);
        for (std::size_t i = 0; i < points.n; ++i) {
          std::vector<double> distances;
          for (std::size_t j = 0; j < points.n; ++j) {
            if (j != i) distances.push_back(points.distance(i, j, metric));
          }
          std::sort(distances.begin(), distances.end());
          for (std::size_t m = 0; m < k; ++m) {
            ASSERT_EQ(nearest.distances[i * k + m], distances[m]);
            ASSERT_NE(nearest.rows[i * k + m], i);
            ASSERT_EQ(points.distance(i, nearest.rows[i * k + m], metric), distances[m]);
          }
          // A squared radius may round to either side of the squared distance that it came from.
          const double slack = metric == Metric::kEuclidean && d > 1 ? 1e-15 * radii[i] : 0;
          const auto below = [&](double radius) {
            return std::lower_bound(distances.begin(), distances.end(), radius) - distances.begin();
          };
          const auto up_to = [&](double radius) {
            return std::upper_bound(distances.begin(), distances.end(), radius) - distances.begin();
          };
          ASSERT_GE(less[i], below(radii[i] - slack));
          ASSERT_LE(less[i], slack == 0 ? below(radii[i]) : up_to(radii[i] + slack));
          ASSERT_GE(at_most[i], slack == 0 ? up_to(radii[i]) : below(radii[i] - slack));
          ASSERT_LE(at_most[i], up_to(radii[i] + slack));
        }
      }
    }
  }
}

TEST_P(NeighboursTest, RowsNearestToARowAreDifferentRows) {
  const Points points = few_places(100, 2);
  const Nearest nearest = neighbours(points, Metric::kChebyshev).nearest(99, 1, control);
  for (std::size_t i = 0; i < 100; ++i) {
    std::vector<std::uint32_t> rows(nearest.rows.begin() + i * 99, nearest.rows.begin() + (i + 1) * 99);
    std::sort(rows.begin(), rows.end());
    ASSERT_EQ(std::unique(rows.begin(), rows.end()), rows.end());
  }
}

TEST_P(NeighboursTest, PermutedRowsHaveTheSameNeighboursEvenAmongTies) {
  const Points points = lattice(500, 3);
  std::vector<std::size_t> shuffled(500);
  for (std::size_t i = 0; i < 500; ++i) shuffled[i] = i * 273 % 500;
  Points permuted = points;
  for (std::size_t i = 0; i < 500; ++i) {
    std::copy_n(points.values.begin() + shuffled[i] * 3, 3, permuted.values.begin() + i * 3);
  }
  const Nearest before = neighbours(points, Metric::kChebyshev).nearest(4, 2, control);
  const Nearest after = neighbours(permuted, Metric::kChebyshev).nearest(4, 2, control);
  // Which of some equal rows a row of its own is, is the rows' order: the neighbours' places are compared.
  for (std::size_t i = 0; i < 500; ++i) {
    for (std::size_t m = 0; m < 4; ++m) {
      for (std::size_t k = 0; k < 3; ++k) {
        ASSERT_EQ(permuted.values[after.rows[i * 4 + m] * 3 + k],
                  points.values[before.rows[shuffled[i] * 4 + m] * 3 + k]);
      }
    }
  }
}

TEST_P(NeighboursTest, BitsDoNotDependOnThreads) {
  const Points points = normals(2000, 4);
  const Neighbours search = neighbours(points, Metric::kEuclidean);
  const Nearest one = search.nearest(5, 1, control);
  for (const int threads : {2, 8}) {
    const Nearest many = search.nearest(5, threads, control);
    EXPECT_EQ(one.rows, many.rows);
    EXPECT_EQ(one.distances, many.distances);
  }
}

TEST(Neighbours, NoRadiusHoldsNobodyAndDuplicatesAreAtZero) {
  const Points points = few_places(50, 2);
  const Neighbours search(points.values.data(), 50, 2, Metric::kChebyshev, Isa::kBaseline, Control{});
  Control control;
  const std::vector<double> zero(50, 0.0);
  EXPECT_EQ(search.counts(zero, Within::kLess, 1, control), std::vector<std::uint32_t>(50, 0));
  EXPECT_EQ(search.counts(zero, Within::kLessOrEqual, 1, control), std::vector<std::uint32_t>(50, 24));
}

TEST(Neighbours, StopWhenCancelled) {
  const Points points = normals(3000, 2);
  const Neighbours search(points.values.data(), 3000, 2, Metric::kChebyshev, Isa::kBaseline, Control{});
  Control control;
  control.progress = [&](double, double) { control.cancelled = true; };
  EXPECT_THROW(search.nearest(3, 1, control), Cancelled);
}

}  // namespace
}  // namespace infoflow
