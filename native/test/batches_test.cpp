#include "estimate/batches.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "estimate/visits.h"
#include "random/normal.h"

namespace infoflow {
namespace {

// `visits` × `draws` standard normals, with their squares as a second quantity.
Batches normal_batches(std::size_t visits, std::uint32_t draws, std::uint32_t batches, std::uint64_t seed) {
  Control control;
  return measure_visits(2, visits, draws, batches, 2, control,
                        [&](std::size_t first, std::size_t count, std::uint32_t draw, std::uint32_t here) {
                          std::vector<double> values;
                          for (std::uint32_t r = draw; r < draw + here; ++r) {
                            std::vector<double> x(count);
                            fill_normals({seed, 1, 0, r}, first, count, x.data());
                            for (const double z : x) values.insert(values.end(), {z, z * z});
                          }
                          return values;
                        });
}

std::vector<double> equal(std::size_t n) { return std::vector<double>(n, 1.0 / static_cast<double>(n)); }
const std::vector<double> kFirst = {1, 0}, kSecond = {0, 1};

TEST(Batches, ShareOutTheDraws) {
  for (const std::uint32_t draws : {1u, 2u, 3u, 7u, 64u, 1000u}) {
    for (const std::uint32_t batches : {1u, 2u, 3u, 16u}) {
      const Batches shared(1, 1, draws, batches);
      EXPECT_EQ(shared.first_draw(0), 0u);
      EXPECT_EQ(shared.first_draw(shared.batches()), draws);
      for (std::uint32_t r = 0; r < draws; ++r) {
        const auto b = shared.batch_of_draw(r);
        ASSERT_LE(shared.first_draw(b), r);
        ASSERT_LT(r, shared.first_draw(b + 1));
      }
    }
  }
}

// Variance of the mean over 300 seeds against the mean reported one: 300 squares of a normal number leave 5 √(2/300)
// = 41 % at five standard deviations. Uneven batches (7 draws in 3) as well as even ones.
TEST(Batches, ReportTheVarianceOfTheMean) {
  struct Case {
    std::size_t visits;
    std::uint32_t draws, batches;
    Spread spread;
  };
  for (const auto& [visits, draws, batches, spread] :
       {Case{20, 7, 3, Spread::kWithinVisits}, Case{20, 8, 2, Spread::kWithinVisits},
        Case{2, 600, 64, Spread::kWithinVisits}, Case{50, 1, 1, Spread::kWithinVisits},
        Case{50, 3, 1, Spread::kBetweenVisits}}) {
    double squares = 0, reported = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
      const auto values = normal_batches(visits, draws, batches, seed);
      const Value value = weighted_mean(values, equal(visits), kFirst, {}, spread);
      squares += value.value * value.value;
      reported += value.standard_error * value.standard_error;
    }
    EXPECT_NEAR(squares / reported, 1, 0.41);
    EXPECT_NEAR(reported / 300 * static_cast<double>(visits) * draws, 1, 0.25);
  }
}

TEST(Batches, TakeOutWhatAControlVariateExplains) {
  const auto values = normal_batches(40, 16, 4, 1);
  const ControlVariate itself{1, 1.0};
  const Value known = weighted_mean(values, equal(40), kSecond, {&itself, 1}, Spread::kWithinVisits);
  EXPECT_NEAR(known.value, 1, 1e-13);
  EXPECT_LT(known.standard_error, 1e-13);
}

TEST(Batches, TakeOutWhatSeveralControlVariatesExplainTogether) {
  const auto values = normal_batches(40, 16, 4, 1);
  // The third is the first again, and must do no harm.
  const ControlVariate both[] = {{0, 0.0}, {1, 1.0}, {0, 0.0}};
  const Value known = weighted_mean(values, equal(40), std::vector<double>{2, -3}, both, Spread::kWithinVisits);
  EXPECT_NEAR(known.value, -3, 1e-12);
  EXPECT_LT(known.standard_error, 1e-12);
}

TEST(Batches, KnowHowWellTheyKnowTheirError) {
  // Normal numbers: one degree of freedom for each batch but one a visit.
  const Value many = weighted_mean(normal_batches(200, 4, 4, 1), equal(200), kFirst, {}, Spread::kWithinVisits);
  EXPECT_NEAR(many.degrees_of_freedom / 600, 1, 0.25);
  const Value between = weighted_mean(normal_batches(400, 1, 1, 1), equal(400), kFirst, {}, Spread::kBetweenVisits);
  EXPECT_NEAR(between.degrees_of_freedom / 400, 1, 0.35);

  // One visit of a hundred carries all: hardly any.
  Batches heavy(1, 100, 2, 2);
  heavy.means(17, 0)[0] = 1;
  const Value one = weighted_mean(heavy, equal(100), std::vector<double>{1}, {}, Spread::kWithinVisits);
  EXPECT_LT(one.degrees_of_freedom, 4);

  const Value none = weighted_mean(Batches(1, 5, 2, 2), equal(5), std::vector<double>{1}, {}, Spread::kWithinVisits);
  EXPECT_EQ(none.standard_error, 0);
  EXPECT_EQ(none.degrees_of_freedom, 0);
}

// The square of a normal number has skewness √8, a mean of N of them √(8/N). Third moments of 40 000 are known to 5 %
// or so; without the correction for batches around their own mean, those of 4 would be 42 % too small.
TEST(Batches, KnowWhereTheirErrorIsSkewed) {
  constexpr double kOfMean = 0.0141421356;
  const Batches many = normal_batches(40000, 1, 1, 1), few = normal_batches(10000, 4, 4, 2);
  const auto of = [](const Batches& values, const std::vector<double>& functional, Spread spread) {
    return weighted_mean(values, equal(values.visits()), functional, {}, spread).skewness;
  };
  EXPECT_NEAR(of(many, kSecond, Spread::kBetweenVisits) / kOfMean, 1, 0.25);
  EXPECT_NEAR(of(few, kSecond, Spread::kWithinVisits) / kOfMean, 1, 0.25);
  EXPECT_NEAR(of(many, {0, -1}, Spread::kBetweenVisits) / kOfMean, -1, 0.25);
  EXPECT_NEAR(of(many, kFirst, Spread::kBetweenVisits) / kOfMean, 0, 0.1);
  // Two batches lie evenly around their mean, whatever they were.
  EXPECT_EQ(of(normal_batches(50, 2, 2, 3), kSecond, Spread::kWithinVisits), 0);
}

}  // namespace
}  // namespace infoflow
