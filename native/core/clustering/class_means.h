// Means of classes and the spread around them.
#pragma once

#include <vector>

#include "clustering/class_rows.h"

namespace infoflow {

struct ClassMeans {
  std::vector<double> means;          // classes × d, in the units of the rows' frame
  std::vector<double> rows;           // in each class
  std::vector<double> squares;        // Σ ‖x − mean‖²
  std::vector<double> mean_distance;  // mean of ‖x − mean‖

  // A class is summed by one thread, in the order of its rows.
  ClassMeans(const Rows<double>& rows_of_all, const ClassOrder& order, int threads, const Control& control);

  const double* mean(std::size_t c) const { return means.data() + c * (means.size() / rows.size()); }
};

}  // namespace infoflow
