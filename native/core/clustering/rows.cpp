#include "clustering/rows.h"

#include <algorithm>
#include <cmath>

#include "clustering/squared_distance.h"
#include "parallel/parallel_for.h"

namespace infoflow {

namespace {

constexpr std::size_t kRowsPerBlock = 4096;
// Floats are used as they are while their offset is at most so many times their spread: the rounding of their scores
// grows with the first, the differences between scores with the second.
constexpr double kLargestOffset = 10;
constexpr float kLargestFloat = 1e15f;
constexpr float kSmallestFloat = 1e-15f;

template <class Body>
void for_blocks(std::size_t n, int threads, const Control& control, const Body& body) {
  parallel_for((n + kRowsPerBlock - 1) / kRowsPerBlock, threads, [&](std::size_t b) {
    control.check();
    body(b, b * kRowsPerBlock, std::min(n, (b + 1) * kRowsPerBlock));
  });
}

struct ColumnSums {
  std::vector<double> sums, squares;
};

// Sums and sums of squares of value · factor over every `step`th row.
template <class Real>
ColumnSums column_sums(const std::vector<Real>& values, std::size_t d, double factor, std::size_t step, int threads,
                       const Control& control) {
  const std::size_t n = (values.size() / d + step - 1) / step;
  std::vector<ColumnSums> of_block((n + kRowsPerBlock - 1) / kRowsPerBlock);
  for_blocks(n, threads, control, [&](std::size_t b, std::size_t first, std::size_t end) {
    ColumnSums local{std::vector<double>(d), std::vector<double>(d)};
    for (std::size_t i = first; i < end; ++i) {
      const Real* row = values.data() + i * step * d;
      for (std::size_t k = 0; k < d; ++k) {
        const double x = static_cast<double>(row[k]) * factor;
        local.sums[k] += x;
        local.squares[k] += x * x;
      }
    }
    of_block[b] = std::move(local);
  });
  ColumnSums all{std::vector<double>(d), std::vector<double>(d)};
  for (const auto& block : of_block) {
    for (std::size_t k = 0; k < d; ++k) {
      all.sums[k] += block.sums[k];
      all.squares[k] += block.squares[k];
    }
  }
  return all;
}

template <class Real>
void add_norms(Rows<Real>& rows, int threads, const Control& control) {
  rows.norms.resize(rows.n);
  for_blocks(rows.n, threads, control, [&](std::size_t, std::size_t first, std::size_t end) {
    for (std::size_t i = first; i < end; ++i) {
      rows.norms[i] = static_cast<Real>(std::sqrt(squared_norm(rows.row(i), rows.d)));
    }
  });
}

// By a sample of rows: a wrong answer costs time, not accuracy.
bool has_small_offset(const std::vector<float>& values, std::size_t n, std::size_t d, const Control& control) {
  const std::size_t step = n / kRowsPerBlock + 1;
  const auto raw = column_sums(values, d, 1, step, 1, control);
  const double count = static_cast<double>((n + step - 1) / step);
  double offset = 0, spread = 0;
  for (std::size_t k = 0; k < d; ++k) {
    const double mean = raw.sums[k] / count;
    offset += mean * mean;
    spread += raw.squares[k] / count - mean * mean;
  }
  return offset <= kLargestOffset * kLargestOffset * spread;
}

template <class Real>
Rows<double> scaled(const std::vector<Real>& values, std::size_t n, std::size_t d, Origin origin, int threads,
                    const Control& control) {
  double largest = 0;
  for (const Real value : values) largest = std::max(largest, std::fabs(static_cast<double>(value)));
  Rows<double> rows{n, d, std::vector<double>(n * d), {}, {std::vector<double>(d), 1}};
  // Clamped so that 1/scale is finite too.
  int exponent = 0;
  std::frexp(largest, &exponent);
  rows.frame.scale = std::ldexp(1.0, std::clamp(exponent, -1020, 1020));
  const double factor = 1 / rows.frame.scale;
  if (origin == Origin::kMean) {
    const auto columns = column_sums(values, d, factor, 1, threads, control);
    for (std::size_t k = 0; k < d; ++k) rows.frame.shift[k] = columns.sums[k] / static_cast<double>(n);
  }
  for_blocks(n, threads, control, [&](std::size_t, std::size_t first, std::size_t end) {
    for (std::size_t i = first; i < end; ++i) {
      for (std::size_t k = 0; k < d; ++k) {
        rows.values[i * d + k] = static_cast<double>(values[i * d + k]) * factor - rows.frame.shift[k];
      }
    }
  });
  add_norms(rows, threads, control);
  return rows;
}

}  // namespace

AnyRows prepare_rows(RowData data, std::size_t n, std::size_t d, int threads, const Control& control) {
  auto* singles = std::get_if<std::vector<float>>(&data);
  if (singles == nullptr) return prepare_doubles(data, n, d, Origin::kMean, threads, control);
  if (has_small_offset(*singles, n, d, control)) {
    Rows<float> rows{n, d, std::move(*singles), {}, {std::vector<double>(d), 1}};
    add_norms(rows, threads, control);
    const float largest = *std::max_element(rows.norms.begin(), rows.norms.end());
    if (largest >= kSmallestFloat && largest <= kLargestFloat) return rows;
    *singles = std::move(rows.values);
  }
  return prepare_doubles(data, n, d, Origin::kMean, threads, control);
}

Rows<double> prepare_doubles(const RowData& data, std::size_t n, std::size_t d, Origin origin, int threads,
                             const Control& control) {
  return std::visit([&](const auto& values) { return scaled(values, n, d, origin, threads, control); }, data);
}

template <class Real>
double mean_variance(const Rows<Real>& rows, int threads, const Control& control) {
  const auto columns = column_sums(rows.values, rows.d, 1, 1, threads, control);
  const double count = static_cast<double>(rows.n);
  double variance = 0;
  for (std::size_t k = 0; k < rows.d; ++k) {
    const double mean = columns.sums[k] / count;
    variance += std::max(0.0, columns.squares[k] / count - mean * mean);
  }
  return variance / static_cast<double>(rows.d);
}

template double mean_variance(const Rows<float>&, int, const Control&);
template double mean_variance(const Rows<double>&, int, const Control&);

}  // namespace infoflow
