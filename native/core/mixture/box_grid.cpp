#include "mixture/box_grid.h"

#include <algorithm>
#include <cmath>

#include "mixture/radix_sort.h"

namespace infoflow {

namespace {

constexpr double kLargestIndex = 0x1p30;

double index_of(double x) { return std::floor(x / kBoxEdge + 0.5); }

}  // namespace

BoxRange BoxRange::widened(std::int64_t by) const {
  return {{low.row - by, low.column - by}, {high.row + by, high.column + by}};
}

double BoxRange::boxes() const {
  return static_cast<double>(high.row - low.row + 1) * static_cast<double>(high.column - low.column + 1);
}

std::optional<BoxRange> range_of(const double* points, std::size_t count, std::size_t d) {
  double low[2] = {points[0], points[d - 1]}, high[2] = {points[0], points[d - 1]};
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t k = 0; k < d; ++k) {
      low[k] = std::min(low[k], points[i * d + k]);
      high[k] = std::max(high[k], points[i * d + k]);
    }
  }
  BoxRange range;
  for (std::size_t k = 0; k < d; ++k) {
    const double first = index_of(low[k]), last = index_of(high[k]);
    if (!(first >= -kLargestIndex && last <= kLargestIndex)) return std::nullopt;
    (k == 0 ? range.low.row : range.low.column) = static_cast<std::int64_t>(first);
    (k == 0 ? range.high.row : range.high.column) = static_cast<std::int64_t>(last);
  }
  return range;
}

BoxGrid::BoxGrid(const double* points, std::size_t count, std::size_t d, const BoxRange& range,
                 const Control& control) {
  const auto columns = static_cast<std::uint64_t>(range.high.column - range.low.column + 1);
  const auto within = [](double x, std::int64_t low, std::int64_t high) {
    return x >= static_cast<double>(low) && x <= static_cast<double>(high);
  };
  std::vector<Keyed> items;
  items.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    control.check_at(i);
    const double row = index_of(points[i * d]), column = d == 2 ? index_of(points[i * d + 1]) : 0;
    if (!within(row, range.low.row, range.high.row) || !within(column, range.low.column, range.high.column)) continue;
    const auto below = static_cast<std::uint64_t>(static_cast<std::int64_t>(row) - range.low.row);
    const auto left = static_cast<std::uint64_t>(static_cast<std::int64_t>(column) - range.low.column);
    items.push_back({below * columns + left, i});
  }
  const auto rows = static_cast<std::uint64_t>(range.high.row - range.low.row + 1);
  radix_sort(items, rows * columns - 1, control);

  order_.reserve(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    control.check_at(i);
    if (i == 0 || items[i].key != items[i - 1].key) {
      const auto row = static_cast<std::int64_t>(items[i].key / columns) + range.low.row;
      const auto column = static_cast<std::int64_t>(items[i].key % columns) + range.low.column;
      boxes_.push_back({{row, column}, i, 0});
    }
    ++boxes_.back().count;
    order_.push_back(static_cast<std::uint32_t>(items[i].index));
  }
}

std::span<const Box> BoxGrid::rows(std::int64_t low, std::int64_t high) const {
  const auto first =
      std::partition_point(boxes_.begin(), boxes_.end(), [&](const Box& box) { return box.index.row < low; });
  const auto end = std::partition_point(first, boxes_.end(), [&](const Box& box) { return box.index.row <= high; });
  return {first, end};
}

}  // namespace infoflow
