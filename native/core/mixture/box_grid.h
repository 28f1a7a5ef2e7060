// Points in one or two dimensions, sorted into the square boxes of a fixed grid.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "parallel/control.h"

namespace infoflow {

// The edge of a box; its middle is a multiple of it. Both are exact in a double.
inline constexpr double kBoxEdge = 0.5;

// A box by the number of its middle along each dimension.
struct BoxIndex {
  std::int64_t row = 0;
  std::int64_t column = 0;  // 0 in one dimension
};

// Boxes from `low` to `high`, both included.
struct BoxRange {
  BoxIndex low, high;

  BoxRange widened(std::int64_t by) const;
  double boxes() const;
};

struct Box {
  BoxIndex index;
  std::size_t first;  // the box's points are order[first], …, order[first + count − 1]
  std::size_t count;
};

class BoxGrid {
 public:
  // `points`: count × d, row-major, d 1 or 2, finite. Points outside the range are left out. Depends on nothing but the
  // points. Cost: O(count) for a range of not many more boxes than points, at most O(count log boxes).
  BoxGrid(const double* points, std::size_t count, std::size_t d, const BoxRange& range, const Control& control);

  // Not empty, by row and column.
  const std::vector<Box>& boxes() const { return boxes_; }
  // Those of rows low, …, high.
  std::span<const Box> rows(std::int64_t low, std::int64_t high) const;
  // The points' numbers, box by box.
  const std::vector<std::uint32_t>& order() const { return order_; }

 private:
  std::vector<Box> boxes_;
  std::vector<std::uint32_t> order_;
};

// Of the boxes around the points; none where it is too large for a grid.
std::optional<BoxRange> range_of(const double* points, std::size_t count, std::size_t d);

}  // namespace infoflow
