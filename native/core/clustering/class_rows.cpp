#include "clustering/class_rows.h"

#include <algorithm>
#include <numeric>

namespace infoflow {

ClassOrder::ClassOrder(std::span<const std::int32_t> labels, std::size_t classes)
    : rows(labels.size()), first(classes + 1) {
  for (const std::int32_t label : labels) ++first[static_cast<std::size_t>(label) + 1];
  std::partial_sum(first.begin(), first.end(), first.begin());
  auto next = first;
  for (std::size_t i = 0; i < labels.size(); ++i) rows[next[static_cast<std::size_t>(labels[i])]++] = i;
}

ClassBlocks::ClassBlocks(const Rows<double>& rows, const ClassOrder& order, std::size_t lanes)
    : first_block(order.classes() + 1) {
  for (std::size_t c = 0; c < order.classes(); ++c) {
    first_block[c + 1] = first_block[c] + (order.size(c) + lanes - 1) / lanes;
  }
  coordinates.resize(first_block.back() * rows.d * lanes);
  weights.resize(first_block.back() * lanes);
  for (std::size_t c = 0; c < order.classes(); ++c) {
    const std::size_t places = (first_block[c + 1] - first_block[c]) * lanes;
    for (std::size_t place = 0; place < places; ++place) {
      const double* row = rows.row(order.rows[order.first[c] + std::min(place, order.size(c) - 1)]);
      const std::size_t block = first_block[c] + place / lanes, lane = place % lanes;
      for (std::size_t k = 0; k < rows.d; ++k) coordinates[(block * rows.d + k) * lanes + lane] = row[k];
      weights[block * lanes + lane] = place < order.size(c) ? 1 : 0;
    }
  }
}

}  // namespace infoflow
