// Points that fill the unit cube evenly, scrambled so that each alone is uniform: the mean of a smooth function over
// them is far closer to its integral than over independent points, and several scramblings say how close.
#pragma once

#include <cstddef>
#include <cstdint>

#include "random/philox.h"

namespace infoflow {

inline constexpr std::size_t kSobolDimensions = 64;

// Coordinate `dimension` of point `index` of Sobol's sequence (Joe and Kuo's), times 2^32.
std::uint32_t sobol(std::size_t dimension, std::uint32_t index);

// A random permutation of the binary digits of one coordinate where each digit's depends on the digits above it (Owen,
// "Randomly permuted (t,m,s)-nets and (t,s)-sequences", 1995), which keeps points even; by hashing: Laine and Karras,
// Computer Graphics Forum 30 (2011) 1329; Burley, Journal of Computer Graphics Techniques 9:4 (2020) 1. What it makes
// of any one point is uniform exactly.
class Scrambling {
 public:
  Scrambling(const RandomKey& key, std::size_t dimension);
  double operator()(std::uint32_t digits) const;  // in (0, 1)

 private:
  std::uint32_t add_;
  std::uint32_t multiply_;
  std::uint32_t below_;  // digits beyond the 32 of the sequence
};

// Standard normals of points first, …, first + count − 1 of one scrambling: count × d, row-major. Coordinates beyond
// kSobolDimensions are independent normals named by `independent`.
void fill_scrambled_normals(const RandomKey& scrambling, const RandomKey& independent, std::uint32_t first,
                            std::size_t count, std::size_t d, double* out);

}  // namespace infoflow
