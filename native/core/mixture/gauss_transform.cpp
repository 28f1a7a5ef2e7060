#include "mixture/gauss_transform.h"

#include <algorithm>
#include <numeric>

#include "parallel/parallel_for.h"

namespace infoflow {

namespace {

constexpr std::size_t kOrder = kProductColumns;
constexpr std::size_t kMoments = kOrder * kOrder;
constexpr std::size_t kBoxesPerBlock = 16;
constexpr std::size_t kSlots = 2 * kReach + 1;
constexpr std::int64_t kNoColumn = -(std::int64_t{1} << 40);

// The places of some points inside their box, in [−1, 1].
struct Places {
  std::size_t count;
  double along_rows[kChunk];
  double along_columns[kChunk];

  Places(const double* points, std::size_t d, const Box& box, std::span<const std::uint32_t> which)
      : count(which.size()) {
    const double row = static_cast<double>(box.index.row) * kBoxEdge;
    const double column = static_cast<double>(box.index.column) * kBoxEdge;
    for (std::size_t i = 0; i < count; ++i) {
      const double* point = points + which[i] * d;
      along_rows[i] = (point[0] - row) * (2 / kBoxEdge);
      along_columns[i] = d == 2 ? (point[1] - column) * (2 / kBoxEdge) : 0;
    }
  }
};

// The points of a box, `chunk` of them at a time.
std::span<const std::uint32_t> chunk_of(const BoxGrid& grid, const Box& box, std::size_t first) {
  return std::span(grid.order()).subspan(box.first + first, std::min(kChunk, box.count - first));
}

}  // namespace

GaussTransform::GaussTransform(const double* centers, std::span<const double> weights, std::size_t d,
                               const BoxGrid& grid, Isa isa, int threads, const Control& control)
    : kernel_(kernel_for(isa)), control_(control), centers_(centers), weights_(weights), d_(d), grid_(grid) {
  const auto& boxes = grid_.boxes();
  moments_.assign(boxes.size() * kMoments, 0.0);
  parallel_for((boxes.size() + kBoxesPerBlock - 1) / kBoxesPerBlock, threads, [&](std::size_t block) {
    const std::size_t end = std::min(boxes.size(), (block + 1) * kBoxesPerBlock);
    for (std::size_t b = block * kBoxesPerBlock; b < end; ++b) add_moments(boxes[b], moments_.data() + b * kMoments);
  });
  total_weight_ = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::size_t most = 0;
  for (const Box& box : boxes) most = std::max(most, box.count);
  cut_error_ = HermiteTranslations::cut_error();
  rounding_error_ = HermiteTranslations::rounding_error(most / kChunk + 1);
}

void GaussTransform::add_moments(const Box& box, double* moments) const {
  double by_row[kOrder * kChunk], by_column[kChunk * kOrder];
  for (std::size_t first = 0; first < box.count; first += kChunk) {
    control_.check();
    const auto which = chunk_of(grid_, box, first);
    const Places places(centers_, d_, box, which);
    for (std::size_t i = 0; i < places.count; ++i) {
      double power = weights_[which[i]];
      for (std::size_t b = 0; b < kOrder; ++b, power *= places.along_columns[i]) by_column[i * kOrder + b] = power;
      by_row[i] = 1;
    }
    for (std::size_t a = 1; a < kOrder; ++a) {
      for (std::size_t i = 0; i < places.count; ++i) {
        by_row[a * kChunk + i] = by_row[(a - 1) * kChunk + i] * places.along_rows[i];
      }
    }
    kernel_.add_product(by_row, kChunk, kOrder, places.count, by_column, moments);
  }
}

std::vector<const Box*> GaussTransform::boxes_by_column(std::int64_t row) const {
  std::vector<const Box*> near;
  for (const Box& box : grid_.rows(row - kReach, row + kReach)) near.push_back(&box);
  std::stable_sort(near.begin(), near.end(),
                   [](const Box* a, const Box* b) { return a->index.column < b->index.column; });
  return near;
}

double GaussTransform::pairs_in_its_time(double points_and_centers, double boxes) {
  return 60 * points_and_centers + 17'000 * boxes;
}

void GaussTransform::sums(const double* points, const BoxGrid& boxes, int threads, double* sums, double* errors) const {
  std::vector<std::span<const Box>> rows;
  const std::span<const Box> all = boxes.boxes();
  for (std::size_t first = 0, end = 0; first < all.size(); first = end) {
    while (end < all.size() && all[end].index.row == all[first].index.row) ++end;
    rows.push_back(all.subspan(first, end - first));
  }
  parallel_for(rows.size(), threads, [&](std::size_t row) { sums_in_row(points, boxes, rows[row], sums, errors); });
}

void GaussTransform::sums_in_row(const double* points, const BoxGrid& boxes, std::span<const Box> row, double* sums,
                                 double* errors) const {
  const std::int64_t number = row.front().index.row;
  const std::vector<const Box*> near = boxes_by_column(number);
  const auto column_of = [&](std::size_t i) { return near[i]->index.column; };
  // The columns within reach of a box have a slot each.
  std::vector<Column> columns(kSlots, {kNoColumn, {}, 0, 0});
  std::size_t next = 0;
  for (const Box& box : row) {
    const std::int64_t middle = box.index.column;
    while (next < near.size() && column_of(next) < middle - kReach) ++next;
    while (next < near.size() && column_of(next) <= middle + kReach) {
      const std::int64_t number_of_column = column_of(next);
      Column& column = columns[static_cast<std::size_t>(number_of_column - column_of(0)) % kSlots];
      column = {number_of_column, {}, 0, 0};
      for (; next < near.size() && column_of(next) == number_of_column; ++next) {
        const double* moments =
            moments_.data() + static_cast<std::size_t>(near[next] - grid_.boxes().data()) * kMoments;
        const std::int64_t offset = number - near[next]->index.row;
        kernel_.add_product(translations_.of(offset), kOrder, kOrder, kOrder, moments, column.moments);
        column.cut += moments[0] * translations_.cut(offset);
        column.terms += moments[0] * translations_.terms(offset);
      }
    }
    double local[kMoments] = {}, cut = 0, terms = 0;
    for (const Column& column : columns) {
      const std::int64_t offset = middle - column.column;
      if (offset < -kReach || offset > kReach) continue;
      kernel_.add_product(column.moments, kOrder, kOrder, kOrder, translations_.of(-offset), local);
      cut += column.cut * translations_.cut(offset);
      terms += column.terms * translations_.terms(offset);
    }
    const double error = cut_error_ * cut + rounding_error_ * terms + kBeyondReach * total_weight_;
    sums_in_box(points, boxes, box, local, error, sums, errors);
  }
}

void GaussTransform::sums_in_box(const double* points, const BoxGrid& boxes, const Box& box, const double* local,
                                 double error, double* sums, double* errors) const {
  for (std::size_t first = 0; first < box.count; first += kChunk) {
    control_.check();
    const auto which = chunk_of(boxes, box, first);
    const Places places(points, d_, box, which);
    double powers[kChunk * kOrder] = {}, rows[kChunk * kOrder] = {};
    for (std::size_t i = 0; i < places.count; ++i) {
      double power = 1;
      for (std::size_t a = 0; a < kOrder; ++a, power *= places.along_rows[i]) powers[i * kOrder + a] = power;
    }
    kernel_.add_product(powers, kOrder, (places.count + 7) / 8 * 8, kOrder, local, rows);
    double values[kChunk] = {};
    for (std::size_t b = kOrder; b-- > 0;) {
      for (std::size_t i = 0; i < places.count; ++i) {
        values[i] = values[i] * places.along_columns[i] + rows[i * kOrder + b];
      }
    }
    for (std::size_t i = 0; i < places.count; ++i) {
      sums[which[i]] = values[i];
      errors[which[i]] = error;
    }
  }
}

}  // namespace infoflow
