// The nearest center of rows, as certain as double precision is.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "clustering/center_table.h"
#include "clustering/rows.h"

namespace infoflow {

// Which center is nearest to a row, with bounds of the Euclidean distances to it and to all others.
struct Assigned {
  std::int32_t center;
  float at_most;       // to the nearest
  float others_least;  // to any other
};

// Single-precision rows are searched in single precision, and again in double where two scores are closer than their
// rounding errors: the outcome is that of double arithmetic on the same values. Of equally near centers the first.
template <class Real>
class Assigner {
 public:
  // `centers` is k × d, in the units of the rows' frame.
  Assigner(std::span<const double> centers, std::size_t d, Isa isa);

  // For count ≤ kRowsPerTile rows and their norms.
  void assign(const Real* const* rows, const Real* norms, std::size_t count, Assigned* assigned) const;

 private:
  void assign_again(const Real* const* rows, const Real* norms, std::span<const std::size_t> which,
                    Assigned* assigned) const;

  std::size_t d_;
  NearestKernel<Real> kernel_;
  NearestKernel<double> certain_kernel_;
  CenterTable<Real> table_;
  CenterTable<double> certain_table_;
};

}  // namespace infoflow
