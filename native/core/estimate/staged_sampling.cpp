#include "estimate/staged_sampling.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "estimate/visits.h"

namespace infoflow {

namespace {

constexpr double kMostDrawsPerCenter = 4e9;
// A few hundred batches in all tell the standard error well.
constexpr std::uint64_t kBatches = 256;

}  // namespace

std::uint32_t draws_per_atom(const Request& request, std::uint64_t atoms) {
  const std::uint64_t draws = (request.draws + atoms - 1) / atoms;
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(draws, static_cast<std::uint64_t>(kMostDrawsPerCenter)));
}

StagedSampling::StagedSampling(std::size_t quantities, Evaluate evaluate, std::vector<std::size_t> atoms,
                               std::span<const double> weight_of_atom, const Request& request, const Control& control)
    : quantities_(quantities),
      evaluate_(std::move(evaluate)),
      atoms_(std::move(atoms)),
      request_(request),
      control_(control) {
  for (const std::size_t atom : atoms_) weights_.push_back(weight_of_atom[atom]);
  share_ = std::accumulate(weights_.begin(), weights_.end(), 0.0);
  for (double& weight : weights_) weight /= share_;
}

Value Stage::mean(std::span<const double> functional, std::span<const ControlVariate> controls) const {
  Value value = weighted_mean(batches, weights, functional, controls, spread);
  value.standard_error *= widening;
  return value;
}

double widening_within(double excess) {
  // A little less than the tolerance, whatever the rounding.
  constexpr double kSure = 0.8, kTolerance = 1 - 1e-9;
  return excess > kSure ? std::max(1.0, kTolerance / excess) : 1;
}

Stage StagedSampling::asked_for(std::uint64_t all_atoms) { return around_atoms(draws_per_atom(request_, all_atoms)); }

Stage StagedSampling::to_tolerance(double tolerance, const std::function<double(const Stage&)>& error) {
  const std::uint64_t atoms = atoms_.size();
  // Of the draws that were made, how many are needed.
  const auto factor = [&](Stage& stage) {
    const double excess = error(stage) / tolerance;
    if (excess <= 1) stage.widening = widening_within(excess);
    return excess * excess;
  };
  for (std::uint64_t count = kPilotDraws; count < 2 * atoms;) {
    Stage found = at_positions(count);
    const double needed = factor(found);
    if (needed <= 1) return found;
    const double next = std::ceil(static_cast<double>(count) * needed * kReserve);
    if (next >= static_cast<double>(2 * atoms)) break;
    count = static_cast<std::uint64_t>(next);
  }
  double draws = std::max(2.0, std::ceil(static_cast<double>(kPilotDraws) / static_cast<double>(atoms)));
  while (true) {
    Stage found = around_atoms(static_cast<std::uint32_t>(draws));
    const double needed = factor(found);
    if (needed <= 1) return found;
    draws = std::min(std::ceil(draws * needed * kReserve), kMostDrawsPerCenter);
  }
}

// One draw at each of `count` atoms, chosen by weight.
Stage StagedSampling::at_positions(std::uint64_t count) {
  const auto chosen = stratified_rows(weights_, count, request_.seed, stage_);
  Batches batches = measure(1, 1, count, [&](std::size_t visit) { return atoms_[chosen[visit]]; });
  return {std::move(batches), std::vector<double>(count, 1 / static_cast<double>(count)), Spread::kBetweenVisits};
}

// `draws` around every atom.
Stage StagedSampling::around_atoms(std::uint32_t draws) {
  const auto batches = static_cast<std::uint32_t>(std::max<std::uint64_t>(2, kBatches / atoms_.size()));
  return {measure(draws, batches, atoms_.size(), [&](std::size_t visit) { return atoms_[visit]; }), weights_,
          Spread::kWithinVisits};
}

template <class AtomOf>
Batches StagedSampling::measure(std::uint32_t draws, std::uint32_t batches, std::uint64_t visits,
                                const AtomOf& atom_of) {
  const auto values = [&](std::size_t first, std::size_t count, std::uint32_t draw, std::uint32_t here) {
    std::vector<std::size_t> visited(count);
    for (std::size_t v = 0; v < count; ++v) visited[v] = atom_of(first + v);
    return evaluate_(visited, here, {request_.seed, DrawPurpose::kValue, stage_, first, draw});
  };
  Batches result = measure_visits(quantities_, visits, draws, batches, request_.threads, control_, values);
  ++stage_;
  draws_ += visits * draws;
  return result;
}

}  // namespace infoflow
