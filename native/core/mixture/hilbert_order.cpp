#include "mixture/hilbert_order.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "mixture/radix_sort.h"
#include "parallel/parallel_for.h"

namespace infoflow {

namespace {

constexpr std::size_t kMostColumns = 16;
constexpr std::size_t kDigits = 44;

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

// Keys are made of so many points at once: what one has to wait for, the others do meanwhile.
constexpr std::size_t kTogether = 16;
// By column, of each point its number along that column.
using Numbers = std::array<std::array<std::uint64_t, kTogether>, kMostColumns>;

// From numbers of cells to those whose digits, interleaved, say where on the curve a cell is.
void to_curve(Numbers& numbers, std::size_t columns, std::size_t digits) {
  // All ones or none: a branch would be guessed wrong half of the time.
  const auto whether = [](std::uint64_t number, std::size_t digit) { return std::uint64_t{0} - (number >> digit & 1); };
  for (std::size_t digit = digits - 1; digit > 0; --digit) {
    const std::uint64_t lower = (std::uint64_t{1} << digit) - 1;
    for (std::size_t c = 0; c < columns; ++c) {
      for (std::size_t p = 0; p < kTogether; ++p) {
        // Either turned around or exchanged with the first.
        const std::uint64_t turned = lower & whether(numbers[c][p], digit);
        const std::uint64_t different = (numbers[0][p] ^ numbers[c][p]) & (lower ^ turned);
        numbers[0][p] ^= turned | different;
        numbers[c][p] ^= different;
      }
    }
  }
  for (std::size_t c = 1; c < columns; ++c) {
    for (std::size_t p = 0; p < kTogether; ++p) numbers[c][p] ^= numbers[c - 1][p];
  }
  std::array<std::uint64_t, kTogether> turned{};
  for (std::size_t digit = digits - 1; digit > 0; --digit) {
    for (std::size_t p = 0; p < kTogether; ++p) {
      turned[p] ^= ((std::uint64_t{1} << digit) - 1) & whether(numbers[columns - 1][p], digit);
    }
  }
  for (std::size_t c = 0; c < columns; ++c) {
    for (std::size_t p = 0; p < kTogether; ++p) numbers[c][p] ^= turned[p];
  }
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
  const auto add_keys = [&](std::size_t first, std::size_t here, std::vector<Keyed>& keys) {
    Numbers numbers{};
    for (std::size_t c = 0; c < columns.size(); ++c) {
      for (std::size_t p = 0; p < here; ++p) {
        const double cell = (points[(first + p) * d + columns[c].index] - columns[c].low) * cells_per_unit[c];
        numbers[c][p] = static_cast<std::uint64_t>(static_cast<std::int64_t>(std::min(cell, cells - 1)));
      }
    }
    to_curve(numbers, columns.size(), digits);
    std::array<std::uint64_t, kTogether> key{};
    for (std::size_t digit = digits; digit-- > 0;) {
      for (std::size_t c = 0; c < columns.size(); ++c) {
        for (std::size_t p = 0; p < kTogether; ++p) key[p] = key[p] << 1 | (numbers[c][p] >> digit & 1);
      }
    }
    for (std::size_t p = 0; p < here; ++p) keys[first + p] = {key[p], first + p};
  };
  std::vector<Keyed> keys(count);
  parallel_for((count + kPointsPerBlock - 1) / kPointsPerBlock, threads, [&](std::size_t block) {
    control.check();
    const std::size_t end = std::min(count, (block + 1) * kPointsPerBlock);
    for (std::size_t i = block * kPointsPerBlock; i < end; i += kTogether) {
      add_keys(i, std::min(kTogether, end - i), keys);
    }
  });
  radix_sort(keys, (std::uint64_t{1} << digits * columns.size()) - 1, control);
  std::vector<std::size_t> order(count);
  for (std::size_t i = 0; i < count; ++i) order[i] = keys[i].index;
  return order;
}

}  // namespace infoflow
