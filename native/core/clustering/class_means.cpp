#include "clustering/class_means.h"

#include <cmath>

#include "clustering/squared_distance.h"
#include "parallel/parallel_for.h"

namespace infoflow {

namespace {

constexpr std::size_t kRowsPerLook = 1024;

}  // namespace

ClassMeans::ClassMeans(const Rows<double>& rows_of_all, const ClassOrder& order, int threads, const Control& control)
    : means(order.classes() * rows_of_all.d),
      rows(order.classes()),
      squares(order.classes()),
      mean_distance(order.classes()) {
  const std::size_t d = rows_of_all.d;
  parallel_for(order.classes(), threads, [&](std::size_t c) {
    double* mean = means.data() + c * d;
    const auto for_rows = [&](const auto& body) {
      for (std::size_t i = order.first[c]; i < order.first[c + 1]; ++i) {
        if (i % kRowsPerLook == 0) control.check();
        body(rows_of_all.row(order.rows[i]));
      }
    };
    rows[c] = static_cast<double>(order.size(c));
    for_rows([&](const double* row) {
      for (std::size_t k = 0; k < d; ++k) mean[k] += row[k];
    });
    for (std::size_t k = 0; k < d; ++k) mean[k] /= rows[c];
    for_rows([&](const double* row) {
      const double square = squared_distance(row, mean, d);
      squares[c] += square;
      mean_distance[c] += std::sqrt(square);
    });
    mean_distance[c] /= rows[c];
  });
}

}  // namespace infoflow
