#include "estimate/overlaps.h"

#include <array>
#include <cmath>

#include "estimate/batches.h"
#include "estimate/points.h"
#include "estimate/visits.h"
#include "math/logarithm.h"
#include "parallel/parallel_for.h"
#include "random/philox.h"

namespace infoflow {

namespace {

constexpr double kWeak = 1;

constexpr auto kPairs = static_cast<std::uint32_t>(DrawPurpose::kPairs);
// Up to so many draws, each chooses a center; beyond, memory must not grow with the draws.
constexpr std::uint64_t kMostPositions = 1 << 16;
constexpr std::size_t kBatches = 256;

// An index with probability in proportion to its weight.
std::size_t choose(std::span<const double> weights, const RandomKey& key, std::uint64_t visit) {
  double total = 0;
  for (const double weight : weights) total += weight;
  const auto words = philox(key, visit);
  const double position = uniform_open(words[0], words[1]) * total;
  double cumulated = 0;
  std::size_t chosen = 0;
  for (std::size_t j = 0; j < weights.size(); ++j) {
    if (weights[j] == 0) continue;
    chosen = j;
    cumulated += weights[j];
    if (cumulated > position) break;
  }
  return chosen;
}

// The centers as Gaussians of covariance σ²/scale².
GaussianLayout layout_of(const GroupedMixture& mixture, double scale, Isa isa) {
  const std::size_t d = mixture.d;
  std::vector<Gaussian> gaussians(mixture.all.centers.size());
  for (std::size_t i = 0; i < gaussians.size(); ++i) {
    const double* center = mixture.points.data() + i * d;
    gaussians[i] = {std::vector<double>(center, center + d), std::vector<double>(d, scale), 0};
  }
  return GaussianLayout(gaussians, d, true, kernel_for(isa));
}

}  // namespace

Overlaps::Overlaps(const GroupedMixture& mixture, const Request& request, const Control& control)
    : mixture_(mixture),
      request_(request),
      control_(control),
      whole_(layout_of(mixture, 1, request.isa)),
      halved_(layout_of(mixture, 0.5, request.isa)) {
  const std::size_t n = mixture.all.centers.size();
  for (const double weight : mixture.all.weights) roots_.push_back(std::sqrt(weight));
  overlap_.resize(n);
  constexpr std::size_t kCentersPerBlock = 24;
  parallel_for((n + kCentersPerBlock - 1) / kCentersPerBlock, request.threads, [&](std::size_t block) {
    control.check();
    const std::size_t first = block * kCentersPerBlock, here = std::min(kCentersPerBlock, n - first);
    std::vector<double> terms(here * halved_.padded_size());
    halved_.terms(mixture.points.data() + first * mixture.d, std::vector<double>(here, 0.0), terms);
    for (std::size_t i = first; i < first + here; ++i) {
      const double* of_center = terms.data() + (i - first) * halved_.padded_size();
      double sum = 0;
      for (std::size_t j = 0; j < n; ++j) sum += j == i ? 0 : roots_[j] * of_center[j];
      overlap_[i] = sum / roots_[i];
    }
  });
  weak_.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    weak_[i] = overlap_[i] <= kWeak;
    if (!weak_[i]) continue;
    ++weak_count_;
    weak_total_ += mixture.all.weights[i] * overlap_[i];
  }
}

Value Overlaps::sample_weak(std::uint64_t draws, std::uint32_t stage) const {
  const std::size_t d = mixture_.d, n = overlap_.size();
  const auto& weights = mixture_.all.weights;
  std::vector<double> carried(n);
  for (std::size_t i = 0; i < n; ++i) carried[i] = weak_[i] ? weights[i] * overlap_[i] / weak_total_ : 0;

  // Few draws go to centers chosen by what they carry, one each; many are made at visits in that proportion, so that
  // every center has some and no chance is left in the choice.
  std::vector<std::size_t> first;
  std::vector<double> shares;
  std::uint32_t draws_per_visit = 1;
  if (draws <= kMostPositions) {
    first = stratified_rows(carried, static_cast<std::size_t>(draws), request_.seed, stage);
    shares.assign(first.size(), 1 / static_cast<double>(first.size()));
  } else {
    for (std::size_t i = 0; i < n; ++i) {
      const auto visits = static_cast<std::size_t>(std::ceil(carried[i] * static_cast<double>(kMostPositions)));
      first.insert(first.end(), visits, i);
      shares.insert(shares.end(), visits, carried[i] / static_cast<double>(visits));
    }
    draws_per_visit =
        static_cast<std::uint32_t>(std::min<std::uint64_t>((draws - 1) / first.size() + 1, 2'000'000'000));
  }

  const auto measure = [&](std::size_t begin, std::size_t count, std::uint32_t draw, std::uint32_t here) {
    std::vector<double> values(count * here), betas(halved_.padded_size()), terms(whole_.padded_size()), middle(d);
    for (std::size_t v = 0; v < count; ++v) {
      const std::size_t i = first[begin + v];
      const double* center = mixture_.points.data() + i * d;
      // Consecutive visits are often to the same center.
      if (v == 0 || first[begin + v - 1] != i) {
        halved_.terms(center, std::array{0.0}, betas);
        for (std::size_t j = 0; j < n; ++j) betas[j] *= j == i ? 0 : roots_[j];
      }
      for (std::uint32_t r = draw; r < draw + here; ++r) {
        control_.check();
        const std::size_t j = choose(std::span(betas).first(n), {request_.seed, kPairs, stage, 2 * r + 1}, begin + v);
        for (std::size_t k = 0; k < d; ++k) middle[k] = (center[k] + mixture_.points[j * d + k]) / 2;
        const std::size_t only = 0;
        const Points point =
            draw_points(middle, d, {&only, 1}, 1, {request_.seed, DrawPurpose::kPairs, stage, begin + v, 2 * r});
        const std::array exponent{exponent_between(center, point.coordinates.data(), d)};
        whole_.terms(point.coordinates.data(), exponent, terms);
        double ratio = 0, root_sum = 0;
        for (std::size_t l = 0; l < n; ++l) {
          if (l == i) continue;
          ratio += weights[l] * terms[l];
          root_sum += roots_[l] * std::sqrt(terms[l]);
        }
        values[(r - draw) * count + v] = natural_log(1 + ratio / weights[i]) * roots_[i] / root_sum;
      }
    }
    return values;
  };
  const std::size_t visits = first.size();
  const auto batches = static_cast<std::uint32_t>(std::max<std::size_t>(2, kBatches / visits));
  const Batches measured = measure_visits(1, visits, draws_per_visit, batches, request_.threads, control_, measure);
  const double one = 1;
  Value value = weighted_mean(measured, shares, {&one, 1}, {}, Spread::kWithinVisits);
  value.value *= weak_total_;
  value.standard_error *= weak_total_;
  return value;
}

}  // namespace infoflow
