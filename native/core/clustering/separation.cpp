#include "clustering/separation.h"

#include <algorithm>
#include <cmath>

#include "clustering/class_means.h"
#include "clustering/squared_distance.h"

namespace infoflow {

namespace {

double davies_bouldin(const ClassMeans& classes, std::size_t d) {
  const std::size_t count = classes.rows.size();
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    double worst = 0;
    for (std::size_t j = 0; j < count; ++j) {
      const double apart = std::sqrt(squared_distance(classes.mean(i), classes.mean(j), d));
      if (apart > 0) worst = std::max(worst, (classes.mean_distance[i] + classes.mean_distance[j]) / apart);
    }
    sum += worst;
  }
  return sum / static_cast<double>(count);
}

}  // namespace

Separation separation(const LabelledRows& request, const Control& control) {
  const auto rows = prepare_doubles(request.samples, request.n, request.d, Origin::kMean, request.threads, control);
  const ClassMeans classes(rows, ClassOrder(request.labels, request.classes), request.threads, control);
  double within = 0, between = 0;
  for (std::size_t c = 0; c < request.classes; ++c) {
    within += classes.squares[c];
    // The mean of all rows is the origin but for rounding, which is second order here.
    between += classes.rows[c] * squared_norm(classes.mean(c), rows.d);
  }
  const double k = static_cast<double>(request.classes), n = static_cast<double>(request.n);
  Separation result;
  result.calinski_harabasz = within > 0 ? between / within * ((n - k) / (k - 1)) : 1;
  result.davies_bouldin = davies_bouldin(classes, rows.d);
  return result;
}

}  // namespace infoflow
