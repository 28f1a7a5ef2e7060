#include "random/sobol.h"

#include <algorithm>
#include <array>
#include <bit>
#include <vector>

#include "random/normal.h"

namespace infoflow {

namespace {

constexpr std::size_t kDigits = 32, kMostDegree = 9;

// A primitive polynomial over GF(2), its highest power first among the bits, and the direction numbers to start from.
struct Start {
  std::uint32_t polynomial;
  std::array<std::uint32_t, kMostDegree> numbers;
};

// Dimensions 2 to 64. S. Joe and F. Y. Kuo, "Constructing Sobol sequences with better two-dimensional projections",
// SIAM Journal on Scientific Computing 30 (2008) 2635–2654: their search criterion D(6).
constexpr Start kStarts[kSobolDimensions - 1] = {
    // clang-format off
    {3, {1}}, {7, {1, 3}}, {11, {1, 3, 1}}, {13, {1, 1, 1}}, {19, {1, 1, 3, 3}}, {25, {1, 3, 5, 13}},
    {37, {1, 1, 5, 5, 17}}, {41, {1, 1, 5, 5, 5}}, {47, {1, 1, 7, 11, 19}}, {55, {1, 1, 5, 1, 1}},
    {59, {1, 1, 1, 3, 11}}, {61, {1, 3, 5, 5, 31}}, {67, {1, 3, 3, 9, 7, 49}}, {91, {1, 1, 1, 15, 21, 21}},
    {97, {1, 3, 1, 13, 27, 49}}, {103, {1, 1, 1, 15, 7, 5}}, {109, {1, 3, 1, 15, 13, 25}},
    {115, {1, 1, 5, 5, 19, 61}}, {131, {1, 3, 7, 11, 23, 15, 103}}, {137, {1, 3, 7, 13, 13, 15, 69}},
    {143, {1, 1, 3, 13, 7, 35, 63}}, {145, {1, 3, 5, 9, 1, 25, 53}}, {157, {1, 3, 1, 13, 9, 35, 107}},
    {167, {1, 3, 1, 5, 27, 61, 31}}, {171, {1, 1, 5, 11, 19, 41, 61}}, {185, {1, 3, 5, 3, 3, 13, 69}},
    {191, {1, 1, 7, 13, 1, 19, 1}}, {193, {1, 3, 7, 5, 13, 19, 59}}, {203, {1, 1, 3, 9, 25, 29, 41}},
    {211, {1, 3, 5, 13, 23, 1, 55}}, {213, {1, 3, 7, 3, 13, 59, 17}}, {229, {1, 3, 1, 3, 5, 53, 69}},
    {239, {1, 1, 5, 5, 23, 33, 13}}, {241, {1, 1, 7, 7, 1, 61, 123}}, {247, {1, 1, 7, 9, 13, 61, 49}},
    {253, {1, 3, 3, 5, 3, 55, 33}}, {285, {1, 3, 1, 15, 31, 13, 49, 245}}, {299, {1, 3, 5, 15, 31, 59, 63, 97}},
    {301, {1, 3, 1, 11, 11, 11, 77, 249}}, {333, {1, 3, 1, 11, 27, 43, 71, 9}}, {351, {1, 1, 7, 15, 21, 11, 81, 45}},
    {355, {1, 3, 7, 3, 25, 31, 65, 79}}, {357, {1, 3, 1, 1, 19, 11, 3, 205}}, {361, {1, 1, 5, 9, 19, 21, 29, 157}},
    {369, {1, 3, 7, 11, 1, 33, 89, 185}}, {391, {1, 3, 3, 3, 15, 9, 79, 71}}, {397, {1, 3, 7, 11, 15, 39, 119, 27}},
    {425, {1, 1, 3, 1, 11, 31, 97, 225}}, {451, {1, 1, 1, 3, 23, 43, 57, 177}}, {463, {1, 3, 7, 7, 17, 17, 37, 71}},
    {487, {1, 3, 1, 5, 27, 63, 123, 213}}, {501, {1, 1, 3, 5, 11, 43, 53, 133}},
    {529, {1, 3, 5, 5, 29, 17, 47, 173, 479}}, {539, {1, 3, 3, 11, 3, 1, 109, 9, 69}},
    {545, {1, 1, 1, 5, 17, 39, 23, 5, 343}}, {557, {1, 3, 1, 5, 25, 15, 31, 103, 499}},
    {563, {1, 1, 1, 11, 11, 17, 63, 105, 183}}, {601, {1, 1, 5, 11, 9, 29, 97, 231, 363}},
    {607, {1, 1, 5, 15, 19, 45, 41, 7, 383}}, {617, {1, 3, 7, 7, 31, 19, 83, 137, 221}},
    {623, {1, 1, 1, 3, 23, 15, 111, 223, 83}}, {631, {1, 1, 5, 13, 31, 15, 55, 25, 161}},
    {637, {1, 1, 3, 13, 25, 47, 39, 87, 257}}
    // clang-format on
};

// numbers[k][i]: what binary digit i of the index adds (exclusive or) to coordinate k; up_to[k][i]: what its digits 0
// to i add together.
struct Directions {
  std::array<std::array<std::uint32_t, kDigits>, kSobolDimensions> numbers;
  std::array<std::array<std::uint32_t, kDigits>, kSobolDimensions> up_to;

  Directions() {
    for (std::size_t i = 0; i < kDigits; ++i) numbers[0][i] = std::uint32_t{1} << (kDigits - 1 - i);
    for (std::size_t k = 1; k < kSobolDimensions; ++k) {
      const auto& [polynomial, start] = kStarts[k - 1];
      const auto degree = static_cast<std::size_t>(std::bit_width(polynomial)) - 1;
      auto& v = numbers[k];
      for (std::size_t i = 0; i < kDigits; ++i) {
        if (i < degree) {
          v[i] = start[i] << (kDigits - 1 - i);
          continue;
        }
        v[i] = v[i - degree] ^ v[i - degree] >> degree;
        for (std::size_t power = 1; power < degree; ++power) {
          if (polynomial >> (degree - power) & 1) v[i] ^= v[i - power];
        }
      }
    }
    up_to = numbers;
    for (auto& of_dimension : up_to) {
      for (std::size_t i = 1; i < kDigits; ++i) of_dimension[i] ^= of_dimension[i - 1];
    }
  }
};

const Directions& directions() {
  static const Directions instance;
  return instance;
}

std::uint32_t reversed(std::uint32_t x) {
  x = (x >> 1 & 0x55555555) | (x & 0x55555555) << 1;
  x = (x >> 2 & 0x33333333) | (x & 0x33333333) << 2;
  x = (x >> 4 & 0x0f0f0f0f) | (x & 0x0f0f0f0f) << 4;
  x = (x >> 8 & 0x00ff00ff) | (x & 0x00ff00ff) << 8;
  return x >> 16 | x << 16;
}

}  // namespace

std::uint32_t sobol(std::size_t dimension, std::uint32_t index) {
  const auto& numbers = directions().numbers[dimension];
  std::uint32_t digits = 0;
  for (; index != 0; index &= index - 1) digits ^= numbers[static_cast<std::size_t>(std::countr_zero(index))];
  return digits;
}

Scrambling::Scrambling(const RandomKey& key, std::size_t dimension) {
  const auto words = philox(key, dimension);
  add_ = words[0];
  multiply_ = words[1] | 1;
  below_ = words[2];
}

double Scrambling::operator()(std::uint32_t digits) const {
  std::uint32_t x = reversed(digits);
  x ^= x * 0x3d20adea;
  x += add_;
  x *= multiply_;
  x ^= x * 0x05526c56;
  x ^= x * 0x53a22864;
  return uniform_open(reversed(x), below_);
}

void fill_scrambled_normals(const RandomKey& scrambling, const RandomKey& independent, std::uint32_t first,
                            std::size_t count, std::size_t d, double* out) {
  const std::size_t even = std::min(d, kSobolDimensions);
  for (std::size_t k = 0; k < even; ++k) {
    const Scrambling scramble(scrambling, k);
    // From one index to the next its digits change up to the lowest 0.
    const auto& up_to = directions().up_to[k];
    std::uint32_t digits = sobol(k, first);
    for (std::size_t p = 0; p < count; ++p) {
      out[p * d + k] = normal_quantile(scramble(digits));
      const auto next = first + static_cast<std::uint32_t>(p) + 1;
      digits ^= up_to[static_cast<std::size_t>(std::countr_zero(next)) % kDigits];
    }
  }
  if (d == even) return;
  std::vector<double> others(count * (d - even));
  fill_normals(independent, std::uint64_t{first} * (d - even), others.size(), others.data());
  for (std::size_t p = 0; p < count; ++p) {
    std::copy_n(others.data() + p * (d - even), d - even, out + p * d + even);
  }
}

}  // namespace infoflow
