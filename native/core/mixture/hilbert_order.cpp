#include "mixture/hilbert_order.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
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

std::vector<Column> widest_columns(const double* points, std::size_t count, std::size_t d, const Control& control) {
  std::vector<double> low(points, points + d), high = low;
  for (std::size_t i = 1; i < count; ++i) {
    control.check_at(i);
    for (std::size_t k = 0; k < d; ++k) {
      low[k] = std::min(low[k], points[i * d + k]);
      high[k] = std::max(high[k], points[i * d + k]);
    }
  }
  std::vector<Column> columns(d);
  for (std::size_t k = 0; k < d; ++k) columns[k] = {k, low[k], high[k] - low[k]};
  std::stable_sort(columns.begin(), columns.end(), [](const Column& a, const Column& b) { return a.width > b.width; });
  columns.resize(std::min(d, kMostColumns));
  return columns;
}

// From the cell's numbers along each column to those whose digits, interleaved, say where on the curve it is.
void to_curve(std::span<std::uint64_t> numbers, std::size_t digits) {
  // All ones or none: a branch would be guessed wrong half of the time.
  const auto whether = [](std::uint64_t number, std::size_t digit) { return -(number >> digit & 1); };
  for (std::size_t digit = digits - 1; digit > 0; --digit) {
    const std::uint64_t lower = (std::uint64_t{1} << digit) - 1;
    for (std::uint64_t& number : numbers) {
      // Either turned around or exchanged.
      const std::uint64_t turned = lower & whether(number, digit);
      const std::uint64_t different = (numbers[0] ^ number) & (lower ^ turned);
      numbers[0] ^= turned | different;
      number ^= different;
    }
  }
  for (std::size_t c = 1; c < numbers.size(); ++c) numbers[c] ^= numbers[c - 1];
  std::uint64_t turned = 0;
  for (std::size_t digit = digits - 1; digit > 0; --digit) {
    turned ^= ((std::uint64_t{1} << digit) - 1) & whether(numbers.back(), digit);
  }
  for (std::uint64_t& number : numbers) number ^= turned;
}

}  // namespace

std::vector<std::size_t> hilbert_order(const double* points, std::size_t count, std::size_t d, int threads,
                                       const Control& control) {
  constexpr std::size_t kPointsPerBlock = 4096;
  const std::vector<Column> columns = widest_columns(points, count, d, control);
  const std::size_t digits = std::min(kDigits / columns.size(), std::size_t{32});
  const double cells = static_cast<double>(std::uint64_t{1} << digits);
  std::vector<double> cells_per_unit;
  for (const Column& column : columns) {
    const double per_unit = cells / column.width;
    cells_per_unit.push_back(std::isfinite(per_unit) ? per_unit : 0);
  }
  const auto key_of = [&](const double* point) {
    std::uint64_t numbers[kMostColumns];
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const double cell = (point[columns[c].index] - columns[c].low) * cells_per_unit[c];
      numbers[c] = static_cast<std::uint64_t>(static_cast<std::int64_t>(std::min(cell, cells - 1)));
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
    control.check();
    const std::size_t end = std::min(count, (block + 1) * kPointsPerBlock);
    for (std::size_t i = block * kPointsPerBlock; i < end; ++i) keys[i] = {key_of(points + i * d), i};
  });
  radix_sort(keys, std::numeric_limits<std::uint64_t>::max(), control);
  std::vector<std::size_t> order(count);
  for (std::size_t i = 0; i < count; ++i) order[i] = keys[i].index;
  return order;
}

}  // namespace infoflow
