// Which centers to draw points around, and the loop that does it in parallel.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "estimate/batches.h"
#include "parallel/control.h"
#include "parallel/parallel_for.h"

namespace infoflow {

// `count` indices, each drawn from its own of `count` equal strata of the cumulated weights: index i on average
// count · weight_i times. The error of a mean over them is at most that of independent draws.
std::vector<std::size_t> stratified_rows(std::span<const double> weights, std::size_t count, std::uint64_t seed,
                                         std::uint32_t stage);

// Fills batches of `visits` × `draws`. `measure(first_visit, visits, first_draw, draws)` gives the quantities at the
// points of a few visits or of a part of one: points × quantities, point = draw · visits + visit.
template <class Measure>
Batches measure_visits(std::size_t quantities, std::size_t visits, std::uint32_t draws, std::uint32_t batches,
                       int threads, const Control& control, const Measure& measure) {
  constexpr std::uint32_t kPointsPerBlock = 256;
  Batches result(quantities, visits, draws, batches);
  std::atomic<std::uint64_t> done = 0;
  const double total = static_cast<double>(visits) * draws;

  const auto add = [&](std::size_t first_visit, std::size_t count, std::uint32_t first_draw, std::uint32_t here) {
    control.check();
    const std::vector<double> values = measure(first_visit, count, first_draw, here);
    for (std::size_t point = 0; point < count * here; ++point) {
      const auto draw = first_draw + static_cast<std::uint32_t>(point / count);
      const std::size_t batch = result.batch_of_draw(draw);
      const double size = result.first_draw(batch + 1) - result.first_draw(batch);
      const auto means = result.means(first_visit + point % count, batch);
      for (std::size_t q = 0; q < quantities; ++q) means[q] += values[point * quantities + q] / size;
    }
    control.report(static_cast<double>(done += count * here), total);
  };

  if (draws <= kPointsPerBlock) {
    const std::size_t together = kPointsPerBlock / draws;
    parallel_for((visits + together - 1) / together, threads, [&](std::size_t block) {
      const std::size_t first = block * together;
      add(first, std::min(together, visits - first), 0, draws);
    });
  } else {
    // One batch of one visit is one task, taken in pieces.
    parallel_for(visits * result.batches(), threads, [&](std::size_t task) {
      const std::size_t visit = task / result.batches(), batch = task % result.batches();
      const std::uint32_t end = result.first_draw(batch + 1);
      for (std::uint32_t draw = result.first_draw(batch); draw < end; draw += kPointsPerBlock) {
        add(visit, 1, draw, std::min(kPointsPerBlock, end - draw));
      }
    });
  }
  return result;
}

}  // namespace infoflow
