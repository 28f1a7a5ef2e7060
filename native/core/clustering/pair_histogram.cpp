#include "clustering/pair_histogram.h"

#include <algorithm>
#include <cmath>

#include "clustering/class_rows.h"
#include "clustering/pair_kernel.h"
#include "clustering/squared_distance.h"
#include "parallel/parallel_for.h"

namespace infoflow {

namespace {

constexpr std::size_t kRowsPerTile = 16;
constexpr std::size_t kChunkBytes = 16384;
// Tiles are dealt out to so many tasks in turn: early tiles have more later rows than late ones.
constexpr std::size_t kMostTasks = 256;

struct Bins {
  const std::vector<double>& edges;
  double per_unit;

  explicit Bins(const std::vector<double>& bin_edges)
      : edges(bin_edges),
        per_unit(static_cast<double>(bin_edges.size() - 1) / (bin_edges.back() - bin_edges.front())) {}

  void add(double value, PairCounts& counts) const {
    ++counts.pairs;
    counts.sum += value;
    if (!(value >= edges.front() && value <= edges.back())) return;
    // The quotient may be rounded over an edge.
    auto b = std::min(static_cast<std::size_t>((value - edges.front()) * per_unit), edges.size() - 2);
    if (value < edges[b]) --b;
    if (value >= edges[b + 1] && b + 2 < edges.size()) ++b;
    ++counts.bins[b];
  }
};

struct Histograms {
  explicit Histograms(std::size_t bins) {
    within.bins.resize(bins);
    across.bins.resize(bins);
  }
  PairCounts within, across;
};

void merge(PairCounts& into, const PairCounts& from) {
  for (std::size_t b = 0; b < into.bins.size(); ++b) into.bins[b] += from.bins[b];
  into.pairs += from.pairs;
  into.sum += from.sum;
}

class Pairs {
 public:
  Pairs(const Rows<double>& rows, const ClassOrder& order, const PairHistogramRequest& request, Bins bins,
        const Control& control)
      : rows_(rows),
        order_(order),
        cosine_(request.measure == PairMeasure::kCosine),
        threads_(request.rows.threads),
        bins_(bins),
        control_(control),
        kernel_(pair_kernel_for(request.rows.isa)),
        blocks_(rows, order, kernel_.lanes),
        chunk_(kChunkBytes / (rows.d * kernel_.lanes * sizeof(double)) + 1) {}

  Histograms count() const {
    const std::size_t tiles = (order_.rows.size() + kRowsPerTile - 1) / kRowsPerTile;
    const std::size_t tasks = std::min(tiles, kMostTasks);
    std::vector<Histograms> of_task(tasks, Histograms(bins_.edges.size() - 1));
    std::atomic<std::size_t> done = 0;
    parallel_for(tasks, threads_, [&](std::size_t task) {
      for (std::size_t t = task; t < tiles; t += tasks) {
        count_tile(t * kRowsPerTile, std::min(order_.rows.size(), (t + 1) * kRowsPerTile), of_task[task]);
        control_.report(static_cast<double>(++done), static_cast<double>(tiles));
      }
    });
    Histograms all(bins_.edges.size() - 1);
    for (const auto& part : of_task) {
      merge(all.within, part.within);
      merge(all.across, part.across);
    }
    return all;
  }

 private:
  // Pairs of the rows at places first … end − 1 with the rows at later places.
  void count_tile(std::size_t first, std::size_t end, Histograms& histograms) const {
    const auto owner = std::upper_bound(order_.first.begin(), order_.first.end(), first) - order_.first.begin() - 1;
    for (auto c = static_cast<std::size_t>(owner); c < order_.classes(); ++c) {
      const std::size_t blocks = blocks_.first_block[c + 1] - blocks_.first_block[c];
      // Blocks of this class that lie wholly before the tile have no later rows.
      const std::size_t skipped = first > order_.first[c] ? (first - order_.first[c]) / kernel_.lanes : 0;
      for (std::size_t b = skipped; b < blocks; b += chunk_) {
        control_.check();
        count_chunk(first, end, c, b, std::min(chunk_, blocks - b), histograms);
      }
    }
  }

  void count_chunk(std::size_t first, std::size_t end, std::size_t c, std::size_t block, std::size_t blocks,
                   Histograms& histograms) const {
    std::vector<double> values(blocks * kernel_.lanes);
    const std::size_t at = blocks_.first_block[c] + block;
    const RowBlocks view{blocks_.coordinates.data() + at * rows_.d * kernel_.lanes,
                         blocks_.weights.data() + at * kernel_.lanes, blocks, rows_.d};
    const std::size_t chunk_first = order_.first[c] + block * kernel_.lanes;
    const std::size_t chunk_end = std::min(order_.first[c + 1], chunk_first + blocks * kernel_.lanes);
    for (std::size_t place = first; place < end; ++place) {
      const double* row = rows_.row(order_.rows[place]);
      (cosine_ ? kernel_.squared_distances : kernel_.distances)(row, view, values.data());
      PairCounts& counts = place < order_.first[c] ? histograms.across : histograms.within;
      if (place >= order_.first[c + 1]) continue;
      for (std::size_t other = std::max(chunk_first, place + 1); other < chunk_end; ++other) {
        const double value = values[other - chunk_first];
        // Rows of length 1 are √(2 − 2 cos) apart.
        bins_.add(cosine_ ? std::clamp(1 - value / 2, -1.0, 1.0) : value, counts);
      }
    }
  }

  const Rows<double>& rows_;
  const ClassOrder& order_;
  bool cosine_;
  int threads_;
  Bins bins_;
  const Control& control_;
  const PairKernel& kernel_;
  ClassBlocks blocks_;
  std::size_t chunk_;
};

// Scales rows to length 1 and leaves out those of length 0.
std::size_t keep_directions(Rows<double>& rows, std::vector<std::int32_t>& labels) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < rows.n; ++i) {
    const double norm = std::sqrt(squared_norm(rows.row(i), rows.d));
    if (norm == 0) continue;
    for (std::size_t k = 0; k < rows.d; ++k) rows.values[kept * rows.d + k] = rows.values[i * rows.d + k] / norm;
    labels[kept++] = labels[i];
  }
  const std::size_t left_out = rows.n - kept;
  rows.n = kept;
  rows.values.resize(kept * rows.d);
  labels.resize(kept);
  return left_out;
}

}  // namespace

PairHistograms pair_histograms(const PairHistogramRequest& request, const Control& control) {
  const auto& [n, d, samples, given_labels, classes, threads, isa] = request.rows;
  const bool cosine = request.measure == PairMeasure::kCosine;
  auto rows = prepare_doubles(samples, n, d, cosine ? Origin::kAsGiven : Origin::kMean, threads, control);
  auto labels = given_labels;
  PairHistograms result;
  if (cosine) result.zero_rows = keep_directions(rows, labels);
  const double scale = cosine ? 1 : rows.frame.scale;
  std::vector<double> edges = request.edges;
  for (double& edge : edges) edge /= scale;
  const ClassOrder order(labels, classes);
  Histograms found = Pairs(rows, order, request, Bins(edges), control).count();
  found.within.sum *= scale;
  found.across.sum *= scale;
  result.within = std::move(found.within);
  result.across = std::move(found.across);
  return result;
}

}  // namespace infoflow
