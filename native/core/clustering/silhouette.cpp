#include "clustering/silhouette.h"

#include <algorithm>
#include <limits>

#include "clustering/distance_sums.h"

namespace infoflow {

namespace {

double silhouette(const double* sums, std::size_t own, const ClassOrder& order) {
  if (order.size(own) == 1) return 0;
  const double within = sums[own] / static_cast<double>(order.size(own) - 1);
  double next = std::numeric_limits<double>::infinity();
  for (std::size_t c = 0; c < order.classes(); ++c) {
    if (c != own) next = std::min(next, sums[c] / static_cast<double>(order.size(c)));
  }
  const double larger = std::max(within, next);
  return larger > 0 ? (next - within) / larger : 0;
}

}  // namespace

std::vector<double> silhouettes(const LabelledRows& request, const Control& control) {
  const auto rows = prepare_doubles(request.samples, request.n, request.d, Origin::kMean, request.threads, control);
  const ClassOrder order(request.labels, request.classes);
  std::vector<double> values(rows.n);
  for_each_distance_sums(rows, order, {request.threads, request.isa}, control,
                         [&](std::size_t row, const double* sums) {
                           values[row] = silhouette(sums, static_cast<std::size_t>(request.labels[row]), order);
                         });
  return values;
}

}  // namespace infoflow
