#include "estimate/held_out.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "estimate/visits.h"
#include "math/constants.h"
#include "math/logarithm.h"
#include "math/power_of_two.h"
#include "parallel/parallel_for.h"

namespace infoflow {

namespace {

constexpr std::size_t kPilotPoints = 1024;
constexpr double kLeastWeight = 0.001;
// Points of one fold whose cells' densities are computed together: a few tiles of the kernel.
constexpr std::size_t kPointsTogether = 24;
constexpr int kSteps = 50;

double without(std::span<const double> of_folds, std::size_t f, std::size_t g) {
  double sum = 0;
  for (std::size_t fold = 0; fold < of_folds.size(); ++fold) {
    if (fold != f && fold != g) sum += of_folds[fold];
  }
  return sum;
}

// The four densities of a pilot point, each relative to the largest.
using Densities = std::array<double, 4>;

Densities relative_densities(double mixture, double log2_cell, double log2_all, double log2_wide) {
  constexpr double kNone = -1e300;
  const Densities log2 = {mixture > 0 ? natural_log(mixture) / kLn2 : kNone, log2_cell, log2_all, log2_wide};
  const double largest = *std::max_element(log2.begin(), log2.end());
  Densities densities;
  for (std::size_t i = 0; i < log2.size(); ++i) densities[i] = power_of_two(log2[i] - largest);
  return densities;
}

// Covariance of the wider Gaussian in that of the rows: 9 in one dimension; in many dimensions rows differ less in
// their distance from the mean.
double wideness(std::size_t d) { return 1 + 8 / static_cast<double>(d); }

// Fitted Gaussians without two folds each, kept where they are few enough to be asked for again and again.
class WithoutPairs {
 public:
  WithoutPairs(const CellMoments& moments, std::size_t folds, double widening, int threads)
      : moments_(moments), folds_(folds), widening_(widening) {
    constexpr std::size_t kFewCells = 64;
    if (moments.size() > kFewCells) return;
    kept_.resize(moments.size() * folds * folds);
    parallel_for(kept_.size(), threads, [&](std::size_t i) {
      const std::size_t f = i / folds % folds, g = i % folds;
      if (f < g) kept_[i] = moments.without_folds(i / folds / folds, f, g, widening);
    });
  }

  double log2_density(std::size_t cell, std::size_t f, std::size_t g, const double* y) const {
    if (kept_.empty()) return moments_.without_folds(cell, f, g, widening_).log2_density(y, moments_.diagonal());
    return kept_[(cell * folds_ + std::min(f, g)) * folds_ + std::max(f, g)].log2_density(y, moments_.diagonal());
  }

 private:
  const CellMoments& moments_;
  std::size_t folds_;
  double widening_;
  std::vector<Gaussian> kept_;
};

}  // namespace

// Per point: its fold, and its densities without its own fold and each other one.
struct HeldOut::Pilot {
  std::vector<std::size_t> fold;
  std::vector<Densities> densities;  // points × folds
};

HeldOut::HeldOut(const GroupedMixture& mixture, const FoldedRows& folded, const Request& request,
                 const Control& control)
    : folded_(folded),
      d_(mixture.d),
      cell_moments_(folded.cells(), folded, mixture.points, mixture.d, control),
      all_moments_(folded.all, folded, mixture.points, mixture.d, control) {
  const Kernel kernel = kernel_for(request.isa);
  for (std::size_t f = 0; f < folded.folds; ++f) {
    control.check();
    std::vector<Gaussian> of_cells;
    for (std::size_t c = 0; c < cell_moments_.size(); ++c) of_cells.push_back(cell_moments_.without_folds(c, f, f, 1));
    cell_gaussians_.emplace_back(of_cells, d_, cell_moments_.diagonal(), kernel);
    all_gaussians_.push_back(all_moments_.without_folds(0, f, f, 1));
    wide_gaussians_.push_back(all_moments_.without_folds(0, f, f, wideness(d_)));
    auto& weights = cell_weights_.emplace_back(folded.cells().weight);
    if (request.population == Population::kGroups) continue;
    for (std::size_t c = 0; c < weights.size(); ++c) {
      weights[c] = without(folded.cells().fold_weight[c], f, f) / without(folded.all.fold_weight[0], f, f);
    }
  }
  const auto& cell_of_row = folded.cells().group_of_row;
  for (const auto& condition : folded.conditions) {
    std::vector<std::size_t> group_of_cell(folded.cells().size(), 0);
    for (std::size_t row = 0; row < cell_of_row.size(); ++row) {
      group_of_cell[cell_of_row[row]] = condition.group_of_row[row];
    }
    auto& cells = cells_of_group_.emplace_back(condition.size());
    for (std::size_t c = 0; c < group_of_cell.size(); ++c) cells[group_of_cell[c]].push_back(c);
  }
  weights_ = choose_weights(measure_pilot(mixture, request, control));
}

HeldOut::Pilot HeldOut::measure_pilot(const GroupedMixture& mixture, const Request& request,
                                      const Control& control) const {
  const FoldedCondition& cells = folded_.cells();
  const GroupSums sums_of(mixture.points, d_, cells.groups, request.isa, control);
  const std::vector<std::size_t> rows = stratified_rows(folded_.weight_of_row, kPilotPoints, request.seed, 0);
  const WithoutPairs of_cells(cell_moments_, folded_.folds, 1, request.threads);
  const WithoutPairs of_all(all_moments_, folded_.folds, 1, request.threads);
  const WithoutPairs wide(all_moments_, folded_.folds, wideness(d_), request.threads);
  Pilot pilot;
  pilot.densities.resize(rows.size() * folded_.folds);
  for (const std::size_t row : rows) pilot.fold.push_back(folded_.fold_of_row[row]);

  constexpr std::size_t kPointsPerBlock = 64;
  const std::size_t blocks = (rows.size() + kPointsPerBlock - 1) / kPointsPerBlock;
  parallel_for(blocks, request.threads, [&](std::size_t block) {
    const std::size_t first = block * kPointsPerBlock;
    const auto here = std::span(rows).subspan(first, std::min(kPointsPerBlock, rows.size() - first));
    std::vector<std::size_t> centers, groups;
    for (const std::size_t row : here) {
      centers.push_back(folded_.center_of_row[row]);
      groups.push_back(cells.group_of_row[row]);
    }
    const Points points =
        draw_points(mixture.points, d_, centers, 1, {request.seed, DrawPurpose::kBracket, 0, first, 0});
    const auto sums = sums_of.sums(points, groups);
    for (std::size_t p = 0; p < here.size(); ++p) {
      control.check();
      const std::size_t own = pilot.fold[first + p], cell = groups[p];
      const double* y = points.coordinates.data() + p * d_;
      const auto of_folds = std::span(sums).subspan(p * folded_.folds, folded_.folds);
      for (std::size_t f = 0; f < folded_.folds; ++f) {
        if (f == own) continue;
        const double weight = without(cells.fold_weight[cell], f, own);
        const double offset = points.exponents[p];
        pilot.densities[(first + p) * folded_.folds + f] = relative_densities(
            weight > 0 ? without(of_folds, f, own) / weight : 0, offset + of_cells.log2_density(cell, f, own, y),
            offset + of_all.log2_density(0, f, own, y), offset + wide.log2_density(0, f, own, y));
      }
    }
  });
  return pilot;
}

std::vector<HeldOut::Weights> HeldOut::choose_weights(const Pilot& pilot) const {
  std::vector<Weights> chosen;
  for (std::size_t f = 0; f < folded_.folds; ++f) {
    Weights weights = {0.5, 0.35, 0.1, 0.05};
    for (int step = 0; step < kSteps; ++step) {
      Weights responsibility = {};
      double count = 0;
      for (std::size_t p = 0; p < pilot.fold.size(); ++p) {
        if (pilot.fold[p] == f) continue;
        const Densities& densities = pilot.densities[p * folded_.folds + f];
        const double sum = std::inner_product(weights.begin(), weights.end(), densities.begin(), 0.0);
        for (std::size_t i = 0; i < weights.size(); ++i) responsibility[i] += weights[i] * densities[i] / sum;
        count += 1;
      }
      if (count == 0) break;
      for (std::size_t i = 0; i < weights.size(); ++i) {
        weights[i] =
            kLeastWeight + (1 - static_cast<double>(weights.size()) * kLeastWeight) * responsibility[i] / count;
      }
    }
    chosen.push_back(weights);
  }
  return chosen;
}

void HeldOut::log_densities(const Tested& tested, std::span<double> out, std::size_t stride) const {
  std::vector<std::vector<std::size_t>> points_of_fold(folded_.folds);
  for (std::size_t p = 0; p < tested.rows.size(); ++p) points_of_fold[folded_.fold_of_row[tested.rows[p]]].push_back(p);
  const std::size_t padded = cell_gaussians_.front().padded_size();
  std::vector<double> terms(kPointsTogether * padded), coordinates, offsets;
  for (std::size_t f = 0; f < folded_.folds; ++f) {
    const auto& points = points_of_fold[f];
    for (std::size_t first = 0; first < points.size(); first += kPointsTogether) {
      const auto here = std::span(points).subspan(first, std::min(kPointsTogether, points.size() - first));
      coordinates.clear();
      offsets.clear();
      for (const std::size_t p : here) {
        const double* y = tested.points.coordinates.data() + p * d_;
        coordinates.insert(coordinates.end(), y, y + d_);
        offsets.push_back(tested.points.exponents[p]);
      }
      cell_gaussians_[f].terms(coordinates.data(), offsets, terms);
      for (std::size_t i = 0; i < here.size(); ++i) {
        log_densities_of(tested, here[i], std::span(terms).subspan(i * padded, padded),
                         out.subspan(here[i] * stride, size()));
      }
    }
  }
}

void HeldOut::log_densities_of(const Tested& tested, std::size_t point, std::span<double> terms,
                               std::span<double> out) const {
  const std::size_t row = tested.rows[point], f = folded_.fold_of_row[row];
  const std::size_t conditions = folded_.conditions.size();
  const double* y = tested.points.coordinates.data() + point * d_;
  const double offset = tested.points.exponents[point];
  const auto& [of_mixture, of_cell, of_all, of_wide] = weights_[f];
  const double others = 1 - folded_.all.fold_weight[0][f];

  const auto& cell_weights = cell_weights_[f];
  for (std::size_t c = 0; c < cell_weights.size(); ++c) terms[c] *= cell_weights[c];
  const double log2_wide = offset + wide_gaussians_[f].log2_density(y, all_moments_.diagonal());
  const double everywhere = of_all * power_of_two(offset + all_gaussians_[f].log2_density(y, all_moments_.diagonal())) +
                            of_wide * power_of_two(log2_wide);
  // Far from everything the sum underflows; the wider Gaussian of all rows is then its largest term by far.
  const double log_far = natural_log(of_wide) + kLn2 * log2_wide;
  const auto log_density = [&](double density) { return density > 0x1p-900 ? natural_log(density) : log_far; };

  const auto mixture_without = [&](std::span<const double> sums) {
    return without(sums.subspan(point * folded_.folds, folded_.folds), f, f) / others;
  };
  const double cells = std::accumulate(&terms[0], &terms[0] + cell_weights.size(), 0.0);
  out[0] = log_density(of_mixture * mixture_without(tested.all) + of_cell * cells + everywhere);
  for (std::size_t i = 0; i < conditions; ++i) {
    const FoldedCondition& condition = folded_.conditions[i];
    const std::size_t group = condition.group_of_row[row];
    double cells_of_group = 0, weight_of_group = 0;
    for (const std::size_t c : cells_of_group_[i][group]) {
      cells_of_group += terms[c];
      weight_of_group += cell_weights[c];
    }
    const double probability = condition.weight[group];
    const double density =
        (of_mixture * mixture_without(tested.groups[i]) + of_cell * cells_of_group) / probability + everywhere;
    const double mass =
        (of_mixture * without(condition.fold_weight[group], f, f) / others + of_cell * weight_of_group) / probability +
        of_all + of_wide;
    out[1 + i] = log_density(density);
    out[1 + conditions + i] = log_density(density) - natural_log(mass);
  }
}

}  // namespace infoflow
