// Natural logarithm on the result path. libm's differs between CPUs with and without FMA; this one does not,
// because it is compiled without contraction and uses only +, −, ×, ÷.
#pragma once

#include <bit>
#include <cstdint>

namespace infoflow {

// ln(x) for finite x > 0, subnormals included. Error below 2 ulp (tested against long double).
// x = 2^k · m, m in [√½, √2); ln m = 2 artanh(s), s = (m − 1)/(m + 1), |s| ≤ .1716, by its series to s^21.
inline double natural_log(double x) {
  int exponent = 0;
  if (x < 0x1p-1022) {
    x *= 0x1p54;
    exponent = -54;
  }
  const auto bits = std::bit_cast<std::uint64_t>(x);
  constexpr std::uint64_t kSqrtHalf = 0x3fe6a09e667f3bcd;
  const std::uint64_t shifted = bits - kSqrtHalf;
  const auto k = static_cast<std::int64_t>(shifted) >> 52;
  const double m = std::bit_cast<double>(bits - (static_cast<std::uint64_t>(k) << 52));
  exponent += static_cast<int>(k);

  const double f = m - 1;
  const double s = f / (m + 1);
  const double z = s * s;
  double series = 2.0 / 21;
  series = series * z + 2.0 / 19;
  series = series * z + 2.0 / 17;
  series = series * z + 2.0 / 15;
  series = series * z + 2.0 / 13;
  series = series * z + 2.0 / 11;
  series = series * z + 2.0 / 9;
  series = series * z + 2.0 / 7;
  series = series * z + 2.0 / 5;
  series = series * z + 2.0 / 3;
  // 2s = f − s·f exactly, so the leading term f carries no rounding of its own.
  const double tail = s * (z * series - f);
  constexpr double kLn2High = 0x1.62e42fefa3800p-1;
  constexpr double kLn2Low = 0x1.ef35793c76730p-45;
  const double e = exponent;
  return e * kLn2High + (f + (tail + e * kLn2Low));
}

}  // namespace infoflow
