// Philox 4×32-10, a counter-based generator: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as
// 1, 2, 3", SC'11. The same key and counter give the same words on every machine.
#pragma once

#include <array>
#include <cstdint>

namespace infoflow {

// What a stream of random numbers is called. seed < 2^53, purpose < 2^11.
struct RandomKey {
  std::uint64_t seed = 0;
  std::uint32_t purpose = 0;
  std::uint32_t stream = 0;
  std::uint32_t step = 0;
};

// Four independent uniform 32-bit words: number `block` of the stream.
inline std::array<std::uint32_t, 4> philox(const RandomKey& key, std::uint64_t block) {
  std::uint32_t k0 = static_cast<std::uint32_t>(key.seed);
  std::uint32_t k1 = static_cast<std::uint32_t>(key.seed >> 32) | key.purpose << 21;
  std::array<std::uint32_t, 4> c = {static_cast<std::uint32_t>(block), static_cast<std::uint32_t>(block >> 32),
                                    key.stream, key.step};
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t p0 = std::uint64_t{0xD2511F53} * c[0];
    const std::uint64_t p1 = std::uint64_t{0xCD9E8D57} * c[2];
    c = {static_cast<std::uint32_t>(p1 >> 32) ^ c[1] ^ k0, static_cast<std::uint32_t>(p1),
         static_cast<std::uint32_t>(p0 >> 32) ^ c[3] ^ k1, static_cast<std::uint32_t>(p0)};
    k0 += 0x9E3779B9;
    k1 += 0xBB67AE85;
  }
  return c;
}

// The midpoint of one of 2^53 equal cells of (0, 1), chosen by two words: never 0, never 1.
inline double uniform_open(std::uint32_t high, std::uint32_t low) {
  const std::uint64_t cell = std::uint64_t{high} << 21 | low >> 11;
  return (static_cast<double>(cell) + 0.5) * 0x1p-53;
}

}  // namespace infoflow
