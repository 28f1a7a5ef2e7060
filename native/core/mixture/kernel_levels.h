// The pair sum at the heart of everything, Σ_j w_j 2^(a_i − ‖y_i − c_j‖²) for many queries y_i, once per SIMD level.
// Plain types only: this header is read by code compiled for stronger CPUs than the baseline.
#pragma once

#include <cstddef>

namespace infoflow {

// Centers as the kernels read them: blocks of `lanes` centers, dimension-major inside a block. `weights` has one
// entry a lane; lanes past the last center repeat it with weight 0.
struct CenterBlocks {
  const double* coordinates;  // blocks × d × lanes
  const double* weights;      // blocks × lanes
  std::size_t blocks;
  std::size_t d;

  // For the dot form, ‖y − c‖² = ‖y‖² + ‖c‖² − 2 y·c, which is faster in many dimensions and rounds more: terms whose
  // exponent exceeds `near_exponent` are computed again from differences, unless the rounding can't matter.
  const double* half_norms = nullptr;  // blocks × lanes, −‖c‖²/2; null: differences only
  double largest_norm = 0;             // largest ‖c‖²
  double near_exponent = 0;            // 2^near_exponent is at most 2^-24 of the least weight
};

// Largest error of a sum in the dot form, relative to it and to the least weight: kDotFormError times their sum.
// Where the queries' own centers are among the centers, 2 kDotFormError relative.
inline constexpr double kDotFormError = 1e-11;

// sums[i] += Σ over the blocks of w_j 2^(offsets[i] − ‖queries[i] − c_j‖²), i < count; queries is count × d.
// Exponents must stay below 1000; terms below 2^-1000 count as 0. Relative error of a sum: 5e-15 of the exp2, plus
// 2^-53 · (d + 2) · (exponents of the terms that matter), plus the additions: below 1e-14 for every layout; plus
// that of the dot form. A query's sum does not depend on the queries beside it. Allocates nothing.
using PairSum = void (*)(const double* queries, const double* offsets, std::size_t count, const CenterBlocks& centers,
                         double* sums);

// distances[i] = the least of distances[i] and ‖queries[i] − c_j‖² over all centers, i < count. Allocates nothing.
using NearestDistances = void (*)(const double* queries, std::size_t count, const CenterBlocks& centers,
                                  double* distances);

// Runs steps · chains vector multiply-adds, each dependent on the one before it in its chain; for benchmarks.
// Returns their sum, so that nothing can be left out.
using MultiplyAdds = double (*)(std::size_t steps);

// Gaussians as the kernels read them: blocks of `lanes` Gaussians; inside a block d means, then the rows of the lower
// triangular A (its diagonal only where `diagonal`), then a constant c, each `lanes` wide. Padding has a constant of
// 2000, so that its density is 0.
struct GaussianBlocks {
  const double* data;
  std::size_t blocks;
  std::size_t block_rows;  // rows of `lanes` doubles in a block
  std::size_t d;
  bool diagonal;
};

// A full A has at most this many rows; a diagonal one any number.
inline constexpr std::size_t kMostGaussianDimensions = 128;

// terms[i][g] = 2^(offsets[i] − ‖A_g(queries[i] − mean_g)‖² − c_g), i < count, blocks × lanes of them a query; queries
// is count × d. Exponents must stay below 1000; terms below 2^-1000 count as 0. Relative error about that of the pair
// sum. A query's terms do not depend on the queries beside it. Allocates nothing.
using GaussianTerms = void (*)(const double* queries, const double* offsets, std::size_t count,
                               const GaussianBlocks& gaussians, double* terms);
// sums[i] += Σ_g of the same.
using GaussianSums = GaussianTerms;

// c[r][j] += Σ_k a[r · a_stride + k] b[k][j] for r < rows, a multiple of 8, j < kProductColumns and k < inner, the last
// k first; b and c are kProductColumns wide. Allocates nothing.
using AddProduct = void (*)(const double* a, std::size_t a_stride, std::size_t rows, std::size_t inner, const double* b,
                            double* c);
inline constexpr std::size_t kProductColumns = 16;

struct Kernel {
  std::size_t lanes;
  PairSum pair_sum;
  NearestDistances nearest_distances;
  GaussianTerms gaussian_terms;
  GaussianSums gaussian_sums;
  AddProduct add_product;
  MultiplyAdds multiply_adds;       // kMultiplyAddChains chains: as many as keep every unit busy
  MultiplyAdds multiply_add_chain;  // one chain
};
inline constexpr std::size_t kMultiplyAddChains = 12;

extern const Kernel kernel_baseline;
#if defined(INFOFLOW_X86_KERNELS)
extern const Kernel kernel_avx2;
extern const Kernel kernel_avx512;
#endif

}  // namespace infoflow
