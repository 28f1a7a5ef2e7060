#include "mixture/hilbert_order.h"

#include <algorithm>
#include <limits>
#include <span>

#include "mixture/radix_sort.h"
#include "parallel/parallel_for.h"

namespace infoflow {

namespace {

constexpr std::size_t kMostColumns = 16;
constexpr std::size_t kDigits = 64;

struct Column {
  std::size_t index;
  double low;
  double width;
};

std::vector<Column> widest_columns(const double* points, std::size_t count, std::size_t d) {
  std::vector<Column> columns(d);
  for (std::size_t k = 0; k < d; ++k) {
    double low = points[k], high = points[k];
    for (std::size_t i = 1; i < count; ++i) {
      low = std::min(low, points[i * d + k]);
      high = std::max(high, points[i * d + k]);
    }
    columns[k] = {k, low, high - low};
  }
  std::stable_sort(columns.begin(), columns.end(), [](const Column& a, const Column& b) { return a.width > b.width; });
  columns.resize(std::min(d, kMostColumns));
  return columns;
}

// From the cell's numbers along each column to those whose digits, interleaved, say where on the curve it is.
void to_curve(std::span<std::uint64_t> numbers, std::size_t digits) {
  const std::uint64_t highest = std::uint64_t{1} << (digits - 1);
  for (std::uint64_t bit = highest; bit > 1; bit >>= 1) {
    const std::uint64_t lower = bit - 1;
    for (std::uint64_t& number : numbers) {
      if ((number & bit) != 0) {
        numbers[0] ^= lower;
      } else {
        const std::uint64_t different = (numbers[0] ^ number) & lower;
        numbers[0] ^= different;
        number ^= different;
      }
    }
  }
  for (std::size_t c = 1; c < numbers.size(); ++c) numbers[c] ^= numbers[c - 1];
  std::uint64_t turned = 0;
  for (std::uint64_t bit = highest; bit > 1; bit >>= 1) {
    if ((numbers.back() & bit) != 0) turned ^= bit - 1;
  }
  for (std::uint64_t& number : numbers) number ^= turned;
}

}  // namespace

std::vector<std::size_t> hilbert_order(const double* points, std::size_t count, std::size_t d, int threads) {
  constexpr std::size_t kPointsPerBlock = 4096;
  const std::vector<Column> columns = widest_columns(points, count, d);
  const std::size_t digits = std::min(kDigits / columns.size(), std::size_t{32});
  const double cells = static_cast<double>(std::uint64_t{1} << digits);
  const auto key_of = [&](const double* point) {
    std::uint64_t numbers[kMostColumns];
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const auto& [index, low, width] = columns[c];
      const double cell = width > 0 ? (point[index] - low) / width * cells : 0;
      numbers[c] = static_cast<std::uint64_t>(std::min(cell, cells - 1));
    }
    to_curve(std::span(numbers).first(columns.size()), digits);
    std::uint64_t key = 0;
    for (std::size_t digit = digits; digit-- > 0;) {
      for (std::size_t c = 0; c < columns.size(); ++c) key = key << 1 | (numbers[c] >> digit & 1);
    }
    return key;
  };
  std::vector<Keyed> keys(count);
  parallel_for((count + kPointsPerBlock - 1) / kPointsPerBlock, threads, [&](std::size_t block) {
    const std::size_t end = std::min(count, (block + 1) * kPointsPerBlock);
    for (std::size_t i = block * kPointsPerBlock; i < end; ++i) keys[i] = {key_of(points + i * d), i};
  });
  radix_sort(keys, std::numeric_limits<std::uint64_t>::max());
  std::vector<std::size_t> order(count);
  for (std::size_t i = 0; i < count; ++i) order[i] = keys[i].index;
  return order;
}

}  // namespace infoflow
