#include "clustering/silhouette.h"

#include <algorithm>
#include <limits>
#include <numeric>

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

Silhouettes silhouettes(const LabelledRows& request, const Control& control) {
  const auto rows = prepare_doubles(request.samples, request.n, request.d, Origin::kMean, request.threads, control);
  const ClassOrder order(request.labels, request.classes);
  Silhouettes result;
  result.values.resize(rows.n);
  std::vector<double> within(rows.n), all(rows.n);
  for_each_distance_sums(rows, order, {request.threads, request.isa}, control,
                         [&](std::size_t row, const double* sums) {
                           const auto own = static_cast<std::size_t>(request.labels[row]);
                           result.values[row] = silhouette(sums, own, order);
                           within[row] = sums[own];
                           all[row] = std::accumulate(sums, sums + order.classes(), 0.0);
                         });
  // Every pair is in two rows' sums.
  const double pairs = static_cast<double>(rows.n) * static_cast<double>(rows.n - 1);
  double pairs_within = 0;
  for (std::size_t c = 0; c < order.classes(); ++c) {
    pairs_within += static_cast<double>(order.size(c)) * static_cast<double>(order.size(c) - 1);
  }
  const double sum_within = std::accumulate(within.begin(), within.end(), 0.0);
  const double sum = std::accumulate(all.begin(), all.end(), 0.0);
  result.mean_within = sum_within / pairs_within * rows.frame.scale;
  result.mean_across = (sum - sum_within) / (pairs - pairs_within) * rows.frame.scale;
  return result;
}

}  // namespace infoflow
