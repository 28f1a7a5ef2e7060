// Rows as the clustering reads them: single or double precision, moved and scaled where arithmetic needs it.
#pragma once

#include <cstddef>
#include <variant>
#include <vector>

#include "parallel/control.h"

namespace infoflow {

// n × d values, row-major, finite, in the caller's precision and units.
using RowData = std::variant<std::vector<float>, std::vector<double>>;

// value in the caller's units = (value + shift) · scale, scale a power of two.
struct Frame {
  std::vector<double> shift;  // d
  double scale = 1;
};

template <class Real>
struct Rows {
  std::size_t n = 0;
  std::size_t d = 0;
  std::vector<Real> values;  // n × d
  std::vector<Real> norms;   // n Euclidean norms
  Frame frame;

  const Real* row(std::size_t i) const { return values.data() + i * d; }
};

using AnyRows = std::variant<Rows<float>, Rows<double>>;

// Floats stay as they are, at half the memory and twice the speed, unless their mean is far from the origin compared
// with their spread, or their squares could leave the range of a float: those, like doubles, are kept as doubles around
// their mean, the largest value of size 1, so that no square over- or underflows. Blocks are summed in a fixed order.
AnyRows prepare_rows(RowData data, std::size_t n, std::size_t d, int threads, const Control& control);

enum class Origin { kMean, kAsGiven };

// Always doubles, the largest value of size 1, around their mean or where they are.
Rows<double> prepare_doubles(const RowData& data, std::size_t n, std::size_t d, Origin origin, int threads,
                             const Control& control);

// Mean over the columns of their variances (divisor n, rows not weighted), in the units of the frame.
template <class Real>
double mean_variance(const Rows<Real>& rows, int threads, const Control& control);

}  // namespace infoflow
