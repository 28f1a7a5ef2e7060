#include "estimate/staged_sampling.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <numeric>
#include <utility>

#include "estimate/points.h"
#include "math/logarithm.h"
#include "parallel/parallel_for.h"
#include "random/philox.h"
#include "random/sobol.h"

namespace infoflow {

namespace {

constexpr std::uint32_t kBlocks = 2;
// A few strata may carry all of the error (in one dimension, those at the edge of a uniform law at σ = .05): with fewer
// in all, those few tell its size too badly for Student's t.
constexpr std::uint64_t kFewestStrata = 512;
constexpr std::uint64_t kPointsTogether = 256;
constexpr std::uint64_t kMostDraws = std::uint64_t{1} << 50;
// The pilot does not know how its error falls with more points: at least as fast as that of independent draws, so
// that a first step as far as this is cheap beside the last one.
constexpr double kFirstGrowth = 4;
// How an error falls from the pilot's few points to the next says little of how it falls to a hundred times as many.
constexpr double kMostGrowth = 16, kStepTowardsIt = 8;

// How many draws a stratum gets, of `draws` in all. Many strata take out the differences between atoms, many points in
// a block those around them. Where there are few atoms, more strata only repeat them.
std::uint64_t draws_per_stratum(std::uint64_t draws, std::uint64_t atoms) {
  const std::uint64_t points = draws / kBlocks;
  const auto balanced = static_cast<std::uint64_t>(std::sqrt(static_cast<double>(points)) / 2);
  const std::uint64_t strata = std::clamp(balanced, kFewestStrata, std::max(kFewestStrata, atoms));
  return kBlocks * std::bit_floor(std::max<std::uint64_t>(1, points / strata));
}

// The fewest times more draws that bring a variance to 1/`needed` where it falls as draws^−rate.
double growth_for(double needed, double rate) {
  constexpr double kStep = 1.0625;
  const double wanted = natural_log(needed);
  double growth = kStep;
  while (natural_log(growth) * rate < wanted) growth *= kStep;
  return growth;
}

}  // namespace

// Shares of the cumulated weights, each for a visit of the same number of draws; the last takes those that are left.
class StagedSampling::Strata {
 public:
  Strata(std::uint64_t draws, std::uint64_t of_visit)
      : draws_(draws), of_visit_(of_visit), visits_(draws / of_visit + (draws % of_visit >= kBlocks ? 1 : 0)) {}

  std::uint64_t visits() const { return visits_; }
  double begin(std::uint64_t visit) const {
    return static_cast<double>(first_draw(visit)) / static_cast<double>(draws_);
  }
  // Points of a block; blocks kBlocks · v, … are those of visit v.
  std::uint64_t size(std::uint64_t block) const {
    const std::uint64_t visit = block / kBlocks, draws = first_draw(visit + 1) - first_draw(visit);
    return draws / kBlocks + (block % kBlocks < draws % kBlocks ? 1 : 0);
  }

 private:
  std::uint64_t first_draw(std::uint64_t visit) const { return visit == visits_ ? draws_ : visit * of_visit_; }

  std::uint64_t draws_;
  std::uint64_t of_visit_;
  std::uint64_t visits_;
};

// Points that are evaluated together: the atoms they are around, their normals, and the blocks that they are of.
struct StagedSampling::Places {
  std::vector<std::size_t> atoms;
  std::vector<double> normals;
  std::vector<std::uint64_t> blocks;
};

std::uint64_t draws_per_atom(const Request& request, std::uint64_t atoms) {
  return (request.draws + atoms - 1) / atoms;
}

Value Stage::mean(std::span<const double> functional, std::span<const ControlVariate> controls) const {
  Value value = weighted_mean(batches, weights, functional, controls, Spread::kWithinVisits);
  value.standard_error *= widening;
  return value;
}

double growth_to_tolerance(double excess) {
  constexpr double kReserve = 1.15;
  return excess * excess * kReserve;
}

double widening_within(double excess) {
  // A little less than the tolerance, whatever the rounding.
  constexpr double kSure = 0.8, kTolerance = 1 - 1e-9;
  return excess > kSure ? std::max(1.0, kTolerance / excess) : 1;
}

StagedSampling::StagedSampling(std::size_t quantities, std::size_t width, Evaluate evaluate,
                               std::vector<std::size_t> atoms, std::span<const double> weight_of_atom,
                               const Request& request, const Control& control, std::uint32_t first_stage)
    : quantities_(quantities),
      width_(width),
      evaluate_(std::move(evaluate)),
      atoms_(std::move(atoms)),
      request_(request),
      control_(control),
      stage_(first_stage) {
  for (const std::size_t atom : atoms_) {
    share_ += weight_of_atom[atom];
    cumulated_.push_back(share_);
  }
}

Stage StagedSampling::asked_for(std::uint64_t all_atoms) {
  const std::uint64_t asked = draws_per_atom(request_, all_atoms) * atoms_.size();
  const std::uint64_t draws = std::max<std::uint64_t>(asked, kBlocks);
  return measure(draws, draws_per_stratum(draws, atoms_.size()));
}

const Stage& StagedSampling::pilot() {
  if (!pilot_) pilot_ = measure(kPilotDraws, draws_per_stratum(kPilotDraws, atoms_.size()));
  return *pilot_;
}

Stage StagedSampling::to_tolerance(double tolerance, const std::function<double(const Stage&)>& error) {
  Stage found = pilot();
  double draws = kPilotDraws, before = 0, excess_before = 0;
  while (true) {
    const double excess = error(found) / tolerance;
    if (excess <= 1) {
      found.widening = widening_within(excess);
      return found;
    }
    const double needed = growth_to_tolerance(excess);
    double growth = std::min(needed, kFirstGrowth);
    if (before > 0) {
      const double fall = 2 * natural_log(excess_before / excess) / natural_log(draws / before);
      growth = growth_for(needed, std::clamp(fall, 1.0, 2.0));
      if (growth > kMostGrowth) growth = kStepTowardsIt;
    }
    before = std::exchange(draws, std::min(std::ceil(draws * growth), static_cast<double>(kMostDraws)));
    excess_before = excess;
    const std::uint64_t of_visit = draws_per_stratum(static_cast<std::uint64_t>(draws), atoms_.size());
    draws = std::ceil(draws / static_cast<double>(of_visit)) * static_cast<double>(of_visit);
    found = measure(static_cast<std::uint64_t>(draws), of_visit);
  }
}

std::size_t StagedSampling::atom_at(double position) const {
  // The first one with more than `position` before its end: never one of weight 0.
  const auto found = std::upper_bound(cumulated_.begin(), cumulated_.end(), position * share_);
  return atoms_[std::min(static_cast<std::size_t>(found - cumulated_.begin()), atoms_.size() - 1)];
}

Stage StagedSampling::measure(std::uint64_t draws, std::uint64_t of_visit) {
  const Strata strata(draws, of_visit);
  Batches batches(quantities_, strata.visits(), kBlocks, kBlocks);
  std::atomic<std::uint64_t> done = 0;
  // Small blocks are evaluated together, large ones in pieces.
  const std::uint64_t blocks = strata.visits() * kBlocks;
  const std::uint64_t together = std::max<std::uint64_t>(1, kPointsTogether * kBlocks / of_visit);
  parallel_for((blocks + together - 1) / together, request_.threads, [&](std::size_t task) {
    Places places;
    const auto evaluate = [&] {
      control_.check();
      const std::vector<double> values = evaluate_(places.atoms, places.normals);
      for (std::size_t p = 0; p < places.atoms.size(); ++p) {
        const std::uint64_t block = places.blocks[p];
        const auto means = batches.means(block / kBlocks, block % kBlocks);
        const auto size = static_cast<double>(strata.size(block));
        for (std::size_t q = 0; q < quantities_; ++q) means[q] += values[p * quantities_ + q] / size;
      }
      control_.report(static_cast<double>(done += places.atoms.size()), static_cast<double>(draws));
      places = {};
    };
    for (std::uint64_t block = task * together; block < std::min(blocks, (task + 1) * together); ++block) {
      for (std::uint64_t first = 0; first < strata.size(block); first += kPointsTogether) {
        add_places(strata, block, first, std::min(kPointsTogether, strata.size(block) - first), places);
        if (places.atoms.size() >= kPointsTogether) evaluate();
      }
    }
    if (!places.atoms.empty()) evaluate();
  });
  std::vector<double> weights(strata.visits());
  for (std::uint64_t v = 0; v < weights.size(); ++v) weights[v] = strata.begin(v + 1) - strata.begin(v);
  ++stage_;
  draws_ += draws;
  return {std::move(batches), std::move(weights)};
}

void StagedSampling::add_places(const Strata& strata, std::uint64_t block, std::uint64_t first, std::uint64_t count,
                                Places& places) const {
  const auto key = [&](DrawPurpose purpose) {
    return RandomKey{request_.seed, static_cast<std::uint32_t>(purpose), stage_, static_cast<std::uint32_t>(block)};
  };
  const double begin = strata.begin(block / kBlocks), end = strata.begin(block / kBlocks + 1);
  const auto size = static_cast<double>(strata.size(block));
  for (std::uint64_t p = first; p < first + count; ++p) {
    const auto words = philox(key(DrawPurpose::kPositions), p);
    const double part = (static_cast<double>(p) + uniform_open(words[0], words[1])) / size;
    places.atoms.push_back(atom_at(begin + part * (end - begin)));
    places.blocks.push_back(block);
  }
  places.normals.resize(places.atoms.size() * width_);
  fill_scrambled_normals(key(DrawPurpose::kScrambling), key(DrawPurpose::kValue), static_cast<std::uint32_t>(first),
                         count, width_, places.normals.data() + (places.atoms.size() - count) * width_);
}

}  // namespace infoflow
