// Density sums in one or two dimensions by a fast Gauss transform: moments of the centers in each box of a grid, their
// effect on the boxes around it as polynomials, and these at the points. See hermite_translations.h.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "mixture/box_grid.h"
#include "mixture/hermite_translations.h"
#include "mixture/kernel.h"
#include "parallel/control.h"

namespace infoflow {

class GaussTransform {
 public:
  // `centers`: rows of d (1 or 2) scaled coordinates, as many as there are weights, and `grid` their boxes. All must
  // outlive this object. Memory: 2 kB for each box that is not empty. The same bits for every number of threads.
  GaussTransform(const double* centers, std::span<const double> weights, std::size_t d, const BoxGrid& grid, Isa isa,
                 int threads, const Control& control);

  // What it takes, for so many points and centers in all and so many boxes of either, in the time of a pair of point
  // and center.
  static double pairs_in_its_time(double points_and_centers, double boxes);

  // sums[i] = Σ_j w_j 2^(−‖points[i] − c_j‖²) within errors[i], for the points of `boxes`; those of other points are
  // left as they are. errors[i] grows with the weight within about 6 σ of the point, whatever the sum: where no center
  // is near, it may exceed it.
  void sums(const double* points, const BoxGrid& boxes, int threads, double* sums, double* errors) const;

 private:
  // What the boxes within reach of one row have in one column: moments translated to that row, and what bounds their
  // errors.
  struct Column {
    std::int64_t column;
    double moments[kProductColumns * kProductColumns];
    double cut;
    double terms;
  };

  void add_moments(const Box& box, double* moments) const;
  // The boxes of centers that are within reach of this row, by column.
  std::vector<const Box*> boxes_by_column(std::int64_t row) const;
  void sums_in_row(const double* points, const BoxGrid& boxes, std::span<const Box> row, double* sums,
                   double* errors) const;
  void sums_in_box(const double* points, const BoxGrid& boxes, const Box& box, const double* local, double error,
                   double* sums, double* errors) const;

  const Kernel& kernel_;
  const Control& control_;
  const double* centers_;
  std::span<const double> weights_;
  std::size_t d_;
  const BoxGrid& grid_;
  HermiteTranslations translations_;
  std::vector<double> moments_;  // per box, row-major: of w u₁^a u₂^b
  double total_weight_ = 0;
  double cut_error_ = 0;
  double rounding_error_ = 0;
};

}  // namespace infoflow
