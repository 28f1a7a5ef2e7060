#include "estimate/gaussians.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "mixture/scaled_samples.h"
#include "random/normal.h"

namespace infoflow {
namespace {

std::vector<double> normals(std::size_t count, std::uint32_t stream) {
  std::vector<double> x(count);
  fill_normals({11, 1, stream, 0}, 0, count, x.data());
  return x;
}

class GaussianTermsTest : public testing::TestWithParam<Isa> {};
std::string level_name(const testing::TestParamInfo<Isa>& info) { return std::string(isa_name(info.param)); }
INSTANTIATE_TEST_SUITE_P(Levels, GaussianTermsTest, testing::ValuesIn(usable_isas()), level_name);

// Factors of size 1/√d keep the exponents, and with them the rounding 2^-53 · exponent · (d + 2), below 1e-13.
TEST_P(GaussianTermsTest, AgreeWithLongDoubleForFullAndDiagonalFactors) {
  constexpr std::size_t kGaussians = 21;
  for (const bool diagonal : {false, true}) {
    for (std::size_t d = 1; d <= 24; ++d) {
      const std::size_t size = diagonal ? d : d * (d + 1) / 2;
      std::vector<Gaussian> gaussians(kGaussians);
      for (std::uint32_t g = 0; g < kGaussians; ++g) {
        gaussians[g].mean = normals(d, 2 * g);
        gaussians[g].factor = normals(size, 2 * g + 1);
        for (double& x : gaussians[g].factor) x /= std::sqrt(static_cast<double>(d));
        gaussians[g].constant = 0.1 * g;
      }
      // A whole tile of queries and some more.
      constexpr std::size_t kQueries = 11;
      const auto queries = normals(kQueries * d, 1000);
      const std::vector<double> offsets(kQueries, 3.5);
      const GaussianLayout layout(gaussians, d, diagonal, kernel_for(GetParam()));
      std::vector<double> terms(kQueries * layout.padded_size()), sums(kQueries, 1.0);
      layout.terms(queries.data(), offsets, terms);
      layout.add_sums(queries.data(), offsets, sums);
      for (std::size_t pair = 0; pair < kQueries * kGaussians; ++pair) {
        const std::size_t q = pair / kGaussians, g = pair % kGaussians;
        const double* const query = queries.data() + q * d;
        const double term = terms[q * layout.padded_size() + g];
        long double exponent = 3.5L - static_cast<long double>(gaussians[g].constant);
        std::size_t at = 0;
        for (std::size_t i = 0; i < d; ++i) {
          long double u = 0;
          for (std::size_t k = diagonal ? i : 0; k <= i; ++k, ++at) {
            u += static_cast<long double>(gaussians[g].factor[at]) * (gaussians[g].mean[k] - query[k]);
          }
          exponent -= u * u;
        }
        const double exact = static_cast<double>(std::exp2(exponent));
        ASSERT_NEAR(term / exact, 1, 1e-12) << "d " << d << " g " << g << " query " << q;
        ASSERT_NEAR(3.5 + gaussians[g].log2_density(query, diagonal), static_cast<double>(exponent), 1e-12);
        sums[q] -= term;
      }
      // Sums of up to about 100 in another order.
      for (const double sum : sums) ASSERT_NEAR(sum, 1, 1e-12) << "d " << d;
    }
  }
}

// One cell whose rows are known: mean and covariance of the rows outside the folds, with the noise and the inflations.
TEST(CellMoments, FitTheRowsOutsideTheFolds) {
  constexpr std::size_t n = 60, d = 3;
  auto rows = normals(n * d, 5);
  for (double& x : rows) x += 1e4;  // an origin far away must not cost digits
  const std::vector<double> weights(n, 1.0 / n);
  const GroupedMixture mixture = group_mixture(rows, n, d, weights, {{}}, Control{});
  FoldedRows folded;
  ASSERT_TRUE(fold_rows(mixture, weights, {}, 1, folded, Control{}));
  const CellMoments moments(folded.all, folded, mixture.points, d, Control{});
  constexpr double kWidening = 2.5;
  const Gaussian gaussian = moments.without_folds(0, 2, 5, kWidening);

  std::vector<long double> mean(d, 0);
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < n; ++i) {
    if (folded.fold_of_row[i] != 2 && folded.fold_of_row[i] != 5) kept.push_back(i);
  }
  const auto m = static_cast<long double>(kept.size());
  for (const std::size_t i : kept) {
    for (std::size_t k = 0; k < d; ++k) mean[k] += rows[i * d + k] / m;
  }
  // AᵀA is the inverse of the covariance in units of the kernels, so A C Aᵀ is the identity.
  std::vector<long double> covariance(d * d, 0);
  for (const std::size_t i : kept) {
    for (std::size_t k = 0; k < d; ++k) {
      for (std::size_t l = 0; l < d; ++l) {
        covariance[k * d + l] += (rows[i * d + k] - mean[k]) * (rows[i * d + l] - mean[l]) / m;
      }
    }
  }
  for (std::size_t k = 0; k < d; ++k) {
    EXPECT_NEAR(gaussian.mean[k], static_cast<double>(mean[k]), 1e-10);
    for (std::size_t l = 0; l < d; ++l) {
      covariance[k * d + l] *= kWidening * (m + 1) / (m - 1) / (static_cast<long double>(kScale) * kScale);
      if (k == l) covariance[k * d + l] += 1;
    }
  }
  const auto factor = [&](std::size_t i, std::size_t k) { return k <= i ? gaussian.factor[i * (i + 1) / 2 + k] : 0.0; };
  for (std::size_t i = 0; i < d; ++i) {
    for (std::size_t j = 0; j < d; ++j) {
      long double product = 0;
      for (std::size_t k = 0; k < d; ++k) {
        for (std::size_t l = 0; l < d; ++l) product += factor(i, k) * covariance[k * d + l] * factor(j, l);
      }
      EXPECT_NEAR(static_cast<double>(product), i == j ? 1 : 0, 1e-7);
    }
  }
}

}  // namespace
}  // namespace infoflow
