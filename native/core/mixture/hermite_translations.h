// The Gaussian 2^(−(x − c)²) between two boxes of a grid as a polynomial in the places inside them, with bounds on what
// its truncation and its rounding come to.
//
// With λ² = ln 2, x = x₀ + u/4 and c = c₀ + v/4 for places u and v in [−1, 1], r = λ/4 and t = λ(x₀ − c₀):
//   e^(−(t + ru − rv)²) = Σ_mn (−1)^m h_(m+n)(t) r^(m+n) / (m! n!) u^m v^n,   h_N(t) = H_N(t) e^(−t²).
// By Cramér's inequality |h_N(t)| ≤ 1.0865 √(2^N N!) e^(−t²/2) (Abramowitz & Stegun 22.14.17). Cut at v^p for the exact
// x, and each h_n then at u^p with Lagrange's remainder, the polynomial is off by at most ε e^(−g²/2), where
//   g = max(0, |t| − r),   ε = 1.0865 (Σ_{n≥p} (√2 r)^n / √n! + Σ_{n<p} (√2 r)^(n+p) √(n+p)! / (n! p!)).
// Greengard and Strain, "The fast Gauss transform", SIAM J. Sci. Stat. Comput. 12 (1991), with Baxter and Roussos'
// order of the cuts (SIAM J. Sci. Comput. 24, 2002), which the first paper's bound lacks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "mixture/kernel_levels.h"

namespace infoflow {

// Boxes so far apart in one dimension that what is beyond comes to 2^-81 of the weight.
inline constexpr std::int64_t kReach = 18;
inline constexpr double kBeyondReach = 0x1p-81;

class HermiteTranslations {
 public:
  HermiteTranslations();

  // kProductColumns × kProductColumns coefficients, of u^m v^n at row m and column n, for boxes x₀ − c₀ = `offset`
  // box edges, |offset| ≤ kReach. That of −offset is the transposed.
  const double* of(std::int64_t offset) const {
    return coefficients_.data() + index_of(offset) * kProductColumns * kProductColumns;
  }

  // What cutting the polynomial off comes to, and what rounding does, is for two boxes of weight w at most
  // w · cut₁ · cut₂ · cut_error() and w · terms₁ · terms₂ · rounding_error(chunks), with cut and terms of the offsets
  // in both dimensions. The moments of a box were added up in `chunks` pieces of at most kChunk points.
  double cut(std::int64_t offset) const { return cut_[index_of(offset)]; }
  double terms(std::int64_t offset) const { return terms_[index_of(offset)]; }
  static double cut_error();
  // ε of the polynomial cut at u^order and v^order.
  static double truncation(std::size_t order);
  static double rounding_error(std::size_t chunks);

 private:
  static std::size_t index_of(std::int64_t offset) { return static_cast<std::size_t>(offset + kReach); }

  // By offset.
  std::vector<double> coefficients_;
  std::vector<double> cut_;    // e^(−g²/2)
  std::vector<double> terms_;  // Σ_mn (1 + (m + n)/8) |coefficient|
};

// Points whose powers are multiplied together at once.
inline constexpr std::size_t kChunk = 64;

}  // namespace infoflow
