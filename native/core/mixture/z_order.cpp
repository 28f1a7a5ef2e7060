#include "mixture/z_order.h"

#include <algorithm>
#include <numeric>
#include <utility>

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

}  // namespace

std::vector<std::size_t> z_order(const double* points, std::size_t count, std::size_t d) {
  const std::vector<Column> columns = widest_columns(points, count, d);
  const std::size_t digits = std::min(kDigits / columns.size(), std::size_t{32});
  const double cells = static_cast<double>(std::uint64_t{1} << digits);
  std::vector<std::pair<std::uint64_t, std::size_t>> keys(count);
  for (std::size_t i = 0; i < count; ++i) {
    std::uint64_t key = 0;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const auto& [index, low, width] = columns[c];
      if (!(width > 0)) continue;
      const double cell = std::min((points[i * d + index] - low) / width * cells, cells - 1);
      const auto number = static_cast<std::uint64_t>(cell);
      for (std::size_t digit = 0; digit < digits; ++digit) {
        key |= (number >> digit & 1) << (digit * columns.size() + (columns.size() - 1 - c));
      }
    }
    keys[i] = {key, i};
  }
  std::sort(keys.begin(), keys.end());
  std::vector<std::size_t> order(count);
  for (std::size_t i = 0; i < count; ++i) order[i] = keys[i].second;
  return order;
}

}  // namespace infoflow
