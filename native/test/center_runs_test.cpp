// What is skipped stays below its certificate, whatever the mixture: attacked with mixtures made to break it.
#include "mixture/center_runs.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "mixture/scaled_samples.h"
#include "neighbours/kd_tree.h"
#include "random/normal.h"

namespace infoflow {
namespace {

// Coarse, so that what is skipped stands out from the rounding.
constexpr double kSkipped = 0x1p-10;

struct Mixture {
  std::size_t d;
  std::vector<double> points;
  std::vector<double> weights;

  std::size_t size() const { return weights.size(); }
  const double* point(std::size_t i) const { return points.data() + i * d; }
};

struct Queries {
  std::vector<double> coordinates;
  std::vector<double> offsets;
};

std::vector<double> normals(std::size_t count, std::uint32_t stream) {
  std::vector<double> x(count);
  fill_normals({11, 1, stream, 0}, 0, count, x.data());
  return x;
}

// In the order of a k-d tree, as CenterRuns wants it.
Mixture sorted(const Mixture& mixture) {
  const KdTree tree(mixture.points.data(), mixture.size(), mixture.d, 64, Control{}, 8);
  Mixture result{mixture.d, {}, {}};
  for (const std::uint32_t row : tree.order()) {
    result.points.insert(result.points.end(), mixture.point(row), mixture.point(row) + mixture.d);
    result.weights.push_back(mixture.weights[row]);
  }
  return result;
}

// A query around each center, `noise` in units of σ.
Queries around(const Mixture& mixture, double noise) {
  Queries queries{normals(mixture.size() * mixture.d, 9), std::vector<double>(mixture.size(), 0.0)};
  for (std::size_t i = 0; i < queries.coordinates.size(); ++i) {
    double& y = queries.coordinates[i];
    y = mixture.points[i] + noise * kScale * y;
    const double difference = mixture.points[i] - y;
    queries.offsets[i / mixture.d] += difference * difference;
  }
  return queries;
}

std::size_t pairs_summed;
PairSum real_pair_sum;
void counting_pair_sum(const double* queries, const double* offsets, std::size_t count, const CenterBlocks& centers,
                       double* sums) {
  pairs_summed += count * centers.blocks * kernel_for(usable_isas().back()).lanes;
  real_pair_sum(queries, offsets, count, centers, sums);
}

// Checks every query's sum; returns the share of pairs that was summed.
double attack(const Mixture& mixture, const Queries& queries) {
  Kernel kernel = kernel_for(usable_isas().back());
  real_pair_sum = kernel.pair_sum;
  kernel.pair_sum = counting_pair_sum;
  pairs_summed = 0;
  std::vector<std::size_t> rows(mixture.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  CenterRuns runs(mixture.d, kernel);
  runs.assign(mixture.points.data(), rows, mixture.weights, Control{});
  std::vector<double> sums(queries.offsets.size(), 0.0);
  const Control control;
  for (std::size_t first = 0; first < sums.size(); first += 256) {
    const std::size_t count = std::min(std::size_t{256}, sums.size() - first);
    runs.add_sums(queries.coordinates.data() + first * mixture.d, queries.offsets.data() + first, count,
                  {kSkipped, runs.least_weight()}, sums.data() + first, control);
  }
  const double least = *std::min_element(mixture.weights.begin(), mixture.weights.end());
  for (std::size_t i = 0; i < sums.size(); ++i) {
    long double exact = 0;
    for (std::size_t j = 0; j < mixture.size(); ++j) {
      long double exponent = queries.offsets[i];
      for (std::size_t k = 0; k < mixture.d; ++k) {
        const long double difference =
            static_cast<long double>(mixture.point(j)[k]) - queries.coordinates[i * mixture.d + k];
        exponent -= difference * difference;
      }
      exact += mixture.weights[j] * std::exp2(exponent);
    }
    // The pair sum's own error, for exponents below 100 that matter.
    const double of_dot_form = mixture.d < kDotFormFrom ? 0 : kDotFormError * (static_cast<double>(exact) + least);
    const double of_pair_sum = 1e-14 + 0x1p-53 * static_cast<double>((mixture.d + 2) * 100);
    const double rounding = of_pair_sum * static_cast<double>(exact) + of_dot_form;
    const double missing = static_cast<double>(exact - sums[i]);
    EXPECT_GE(missing, -rounding) << "query " << i;
    EXPECT_LE(missing, kSkipped * static_cast<double>(exact) + rounding) << "query " << i;
  }
  return static_cast<double>(pairs_summed) / static_cast<double>(sums.size() * mixture.size());
}

Mixture cloud(std::size_t n, std::size_t d, double spread) {
  Mixture mixture{d, normals(n * d, 1), std::vector<double>(n, 1.0 / static_cast<double>(n))};
  for (double& x : mixture.points) x *= spread * kScale;
  return sorted(mixture);
}

TEST(CenterRuns, CloudsOfEveryWidthAndDimension) {
  for (const std::size_t d : {1, 2, 3, 8, 20}) {
    for (const double spread : {0.1, 1.0, 10.0, 300.0}) {
      SCOPED_TRACE(testing::Message() << "d " << d << " spread " << spread);
      const Mixture mixture = cloud(700, d, spread);
      attack(mixture, around(mixture, 1));
    }
  }
}

TEST(CenterRuns, SkipsMostOfClustersThatAreFarApart) {
  for (const std::size_t d : {2, 5, 20}) {
    Mixture mixture = cloud(1024, d, 1);
    for (std::size_t i = 0; i < mixture.size(); ++i) mixture.points[i * d] += 1000 * static_cast<double>(i % 16);
    mixture = sorted(mixture);
    EXPECT_LT(attack(mixture, around(mixture, 1)), 0.15);
  }
}

TEST(CenterRuns, SumsEverythingWhereEverythingIsNear) {
  const Mixture mixture = cloud(700, 5, 0.5);
  EXPECT_GE(attack(mixture, around(mixture, 1)), 1);
}

// Weights from 1 down to 1e-12: sums of light centers decide what may be skipped, heavy ones what it would cost.
TEST(CenterRuns, UnevenWeights) {
  for (const double spread : {3.0, 30.0}) {
    Mixture mixture = cloud(600, 2, spread);
    double total = 0;
    for (std::size_t i = 0; i < mixture.size(); ++i) {
      mixture.weights[i] = std::pow(10.0, -12 * static_cast<double>(i * 7 % 600) / 600);
      total += mixture.weights[i];
    }
    for (double& weight : mixture.weights) weight /= total;
    attack(mixture, around(mixture, 1));
  }
}

// All the weight of a second cluster sits on the near face of its box, at a distance where its terms are just above,
// at and just below what may be skipped; queries lie on the face of theirs.
TEST(CenterRuns, HeavyClustersAtTheLimit) {
  for (int step = -80; step <= 8; ++step) {
    Mixture mixture{1, {}, {}};
    const double limit = -std::log2(kSkipped) + std::log2(64.0 * 1e3);
    const double distance = std::sqrt(limit + step / 4.0);
    for (int i = 0; i < 64; ++i) {
      mixture.points.push_back(0);
      mixture.weights.push_back(i == 0 ? 1.0 / 64e3 : 1.0 / 64);
      mixture.points.push_back(distance);
      mixture.weights.push_back(1.0 / 64);
    }
    mixture = sorted(mixture);
    attack(mixture, around(mixture, 0));
  }
}

TEST(CenterRuns, AFewCentersAndIncompleteRuns) {
  for (const std::size_t n : {1, 7, 8, 31, 32, 33, 65}) {
    const Mixture mixture = cloud(n, 2, 100);
    attack(mixture, around(mixture, 1));
  }
}

// Many groups of runs, queries on and between the clusters: the center found is the nearest but for 900.
TEST(CenterRuns, FindsNearCentersHoweverFarTheyAre) {
  for (const std::size_t d : {1, 3, 12}) {
    Mixture mixture = cloud(8192, d, 1);
    for (std::size_t i = 0; i < mixture.size(); ++i) mixture.points[i * d] += 200 * static_cast<double>(i % 13);
    mixture = sorted(mixture);
    std::vector<std::size_t> rows(mixture.size());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    CenterRuns runs(d, kernel_for(usable_isas().back()));
    runs.assign(mixture.points.data(), rows, mixture.weights, Control{});
    std::vector<double> queries = normals(300 * d, 4);
    for (std::size_t i = 0; i < 300; ++i) queries[i * d] += 10 * static_cast<double>(i);
    std::vector<double> found(300);
    runs.distances_to_near_centers(queries.data(), 300, found.data(), Control{});
    for (std::size_t i = 0; i < 300; ++i) {
      double nearest = std::numeric_limits<double>::infinity();
      for (std::size_t j = 0; j < mixture.size(); ++j) {
        double squared = 0;
        for (std::size_t k = 0; k < d; ++k) {
          const double difference = mixture.point(j)[k] - queries[i * d + k];
          squared += difference * difference;
        }
        nearest = std::min(nearest, squared);
      }
      EXPECT_GE(found[i], nearest * (1 - 1e-14));
      EXPECT_LE(found[i], nearest + 900);
    }
  }
}

TEST(CenterRuns, StopsWhenCancelled) {
  const Mixture mixture = cloud(64, 2, 1);
  std::vector<std::size_t> rows(64);
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  CenterRuns runs(2, kernel_for(Isa::kBaseline));
  runs.assign(mixture.points.data(), rows, mixture.weights, Control{});
  Control control;
  control.cancelled = true;
  double sum = 0;
  const double offset = 0;
  EXPECT_THROW(runs.add_sums(mixture.points.data(), &offset, 1, {kSkipped, runs.least_weight()}, &sum, control),
               Cancelled);
}

}  // namespace
}  // namespace infoflow
