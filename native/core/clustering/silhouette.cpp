#include "clustering/silhouette.h"

#include <algorithm>
#include <limits>

#include "clustering/class_rows.h"
#include "clustering/pair_kernel.h"
#include "parallel/parallel_for.h"

namespace infoflow {

namespace {

constexpr std::size_t kRowsPerTile = 64;
// Coordinates of pairs between two looks at the cancel flag: about 5 ms.
constexpr std::size_t kWorkPerLook = std::size_t{1} << 24;

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
  const PairKernel& kernel = pair_kernel_for(request.isa);
  const ClassBlocks blocks(rows, order, kernel.lanes);
  const std::size_t stride = kWorkPerLook / (kRowsPerTile * kernel.lanes * rows.d) + 1;
  const std::size_t tiles = (rows.n + kRowsPerTile - 1) / kRowsPerTile;
  std::vector<double> values(rows.n);
  std::atomic<std::size_t> done = 0;
  parallel_for(tiles, request.threads, [&](std::size_t t) {
    const std::size_t first = t * kRowsPerTile, count = std::min(kRowsPerTile, rows.n - first);
    std::vector<double> tile(count * rows.d);
    for (std::size_t i = 0; i < count; ++i) std::copy_n(rows.row(order.rows[first + i]), rows.d, &tile[i * rows.d]);
    std::vector<double> of_class(count), sums(count * request.classes);
    for (std::size_t c = 0; c < request.classes; ++c) {
      std::fill(of_class.begin(), of_class.end(), 0.0);
      for (std::size_t b = blocks.first_block[c]; b < blocks.first_block[c + 1]; b += stride) {
        control.check();
        const std::size_t here = std::min(stride, blocks.first_block[c + 1] - b);
        kernel.distance_sums(tile.data(), count,
                             {blocks.coordinates.data() + b * rows.d * kernel.lanes,
                              blocks.weights.data() + b * kernel.lanes, here, rows.d},
                             of_class.data());
      }
      for (std::size_t i = 0; i < count; ++i) sums[i * request.classes + c] = of_class[i];
    }
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t row = order.rows[first + i];
      values[row] = silhouette(sums.data() + i * request.classes, static_cast<std::size_t>(request.labels[row]), order);
    }
    control.report(static_cast<double>(++done), static_cast<double>(tiles));
  });
  return values;
}

}  // namespace infoflow
