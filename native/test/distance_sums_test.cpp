// Sums of distances by class, each pair measured once or twice, against plain loops.
#include "clustering/distance_sums.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "random/normal.h"

namespace infoflow {
namespace {

class DistanceSumsTest : public testing::TestWithParam<Isa> {};

std::string level_name(const testing::TestParamInfo<Isa>& info) { return std::string(isa_name(info.param)); }
INSTANTIATE_TEST_SUITE_P(Levels, DistanceSumsTest, testing::ValuesIn(usable_isas()), level_name);

struct Labelled {
  Rows<double> rows;
  std::vector<std::int32_t> labels;
  std::size_t classes;
};

// Classes of one row, of a few rows, and of half of all.
Labelled labelled(std::size_t n) {
  constexpr std::size_t d = 3, classes = 7;
  Labelled made{{n, d, std::vector<double>(n * d), {}, {}}, std::vector<std::int32_t>(n), classes};
  fill_normals({3, 1, 0, 0}, 0, n * d, made.rows.values.data());
  for (std::size_t i = 0; i < n; ++i) {
    made.labels[i] = i == 5 ? 0 : i % 2 == 0 ? 1 : static_cast<std::int32_t>(2 + i / 2 % (classes - 2));
  }
  return made;
}

std::vector<double> sums_of(const Labelled& of, const DistanceSumsSettings& settings) {
  std::vector<double> found(of.rows.n * of.classes, -1);
  for_each_distance_sums(
      of.rows, ClassOrder(of.labels, of.classes), settings, Control{},
      [&](std::size_t i, const double* sums) { std::copy_n(sums, of.classes, &found[i * of.classes]); });
  return found;
}

TEST_P(DistanceSumsTest, ArePlainSumsWhetherPairsAreMeasuredOnceOrTwice) {
  // Two bands with fewer rows than a register, two, and six.
  for (const std::size_t n : {23, 700, 1999}) {
    const Labelled of = labelled(n);
    std::vector<double> expected(n * of.classes);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        double square = 0;
        for (std::size_t k = 0; k < 3; ++k) square += std::pow(of.rows.row(i)[k] - of.rows.row(j)[k], 2);
        expected[i * of.classes + static_cast<std::size_t>(of.labels[j])] += std::sqrt(square);
      }
    }
    const auto once = sums_of(of, {2, GetParam()});
    const auto twice = sums_of(of, {2, GetParam(), 0});
    for (std::size_t s = 0; s < expected.size(); ++s) {
      // Each of up to n additions rounds, on either side.
      const double error = 2 * static_cast<double>(n) * 0x1p-53 * expected[s];
      ASSERT_NEAR(once[s], expected[s], error) << "n " << n;
      ASSERT_NEAR(twice[s], expected[s], error) << "n " << n;
    }
  }
}

TEST_P(DistanceSumsTest, HaveTheSameBitsForAnyNumberOfThreads) {
  const Labelled of = labelled(3000);
  for (const std::size_t bytes : {kBytesOfDistanceSums, std::size_t{0}}) {
    const auto one = sums_of(of, {1, GetParam(), bytes});
    for (const int threads : {2, 3, 8}) ASSERT_EQ(sums_of(of, {threads, GetParam(), bytes}), one);
  }
}

}  // namespace
}  // namespace infoflow
