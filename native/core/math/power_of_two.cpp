#include "math/power_of_two.h"

#include <bit>
#include <cstdint>

namespace infoflow {

namespace {
#include "simd/exp2.h"
}

double power_of_two(double x) {
  if (!(x > -1010)) return 0;
  const double shifted = x + kRoundToInteger;
  const double r = x - (shifted - kRoundToInteger);
  double p = kExp2Half[10];
  for (int i = 9; i >= 0; --i) p = p * r + kExp2Half[i];
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(p) + (std::bit_cast<std::uint64_t>(shifted) << 52));
}

}  // namespace infoflow
