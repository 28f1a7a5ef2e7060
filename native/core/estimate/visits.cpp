#include "estimate/visits.h"

#include <numeric>

#include "estimate/points.h"
#include "random/philox.h"

namespace infoflow {

std::vector<std::size_t> stratified_rows(std::span<const double> weights, std::size_t count, std::uint64_t seed,
                                         std::uint32_t stage) {
  std::vector<double> cumulated(weights.size());
  std::partial_sum(weights.begin(), weights.end(), cumulated.begin());
  std::vector<std::size_t> rows(count);
  for (std::size_t i = 0; i < count; ++i) {
    const auto words = philox({seed, static_cast<std::uint32_t>(DrawPurpose::kPositions), stage, 0}, i);
    const double stratum = static_cast<double>(i) + uniform_open(words[0], words[1]);
    const double position = stratum / static_cast<double>(count) * cumulated.back();
    // The first index with more than `position` before its end: never one of weight 0.
    const auto found = std::upper_bound(cumulated.begin(), cumulated.end(), position);
    rows[i] = std::min(static_cast<std::size_t>(found - cumulated.begin()), weights.size() - 1);
  }
  return rows;
}

}  // namespace infoflow
