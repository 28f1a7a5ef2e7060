// Evaluation points around atoms, stage after stage with fresh numbers, until an error is small enough.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "estimate/batches.h"
#include "estimate/estimate.h"
#include "parallel/control.h"

namespace infoflow {

// Values at one stage: what was measured, and the weights of its visits.
struct Stage {
  Batches batches;
  std::vector<double> weights;
  double widening = 1;  // of standard errors, see `widening_within`

  Value mean(std::span<const double> functional, std::span<const ControlVariate> controls) const;
};

// A stage is kept because its standard error came out within the tolerance, and that picks those that came out too
// small, the more the closer to the tolerance: 2 % to 10 % is how well a stage knows its error. Above .8 of the
// tolerance it is therefore taken to be the tolerance. `excess`: standard error over tolerance, at most 1.
double widening_within(double excess);

// How many times more draws bring an error within the tolerance where it falls as that of independent ones; a little
// more than that, so that one stage is nearly always enough. `excess`: standard error over tolerance.
double growth_to_tolerance(double excess);

// Randomised quasi-Monte Carlo. The atoms, in an order where neighbours lie together, are cut into strata; a visit goes
// to one of them and evaluates two blocks of points, each with its own scrambling of Sobol's sequence, point i around
// the atom at a random place of the i-th of as many parts of the stratum. Strata are scrambled apart: with one
// scrambling for all, what is alike in many clusters of atoms errs alike, which can be worse than independent draws.
// What two blocks differ by is the error, summed over strata.
class StagedSampling {
 public:
  // Fills in points × quantities, at a point around each of the atoms from normals of its own: points × width.
  using Evaluate =
      std::function<std::vector<double>(std::span<const std::size_t> atoms, std::span<const double> normals)>;

  // `atoms`: those to draw around; `weight_of_atom`: of all atoms that there are; `first_stage`: samplings of one
  // request that are taken together need numbers far apart.
  StagedSampling(std::size_t quantities, std::size_t width, Evaluate evaluate, std::vector<std::size_t> atoms,
                 std::span<const double> weight_of_atom, const Request& request, const Control& control,
                 std::uint32_t first_stage = 0);

  double share() const { return share_; }  // of the whole weight
  std::uint64_t draws() const { return draws_; }

  // Its share of as many draws an atom as make `request.draws` for `all_atoms`, two at least.
  Stage asked_for(std::uint64_t all_atoms);

  // The first stage of those to a tolerance.
  const Stage& pilot();

  // `error`: the standard error that the tolerance is about.
  Stage to_tolerance(double tolerance, const std::function<double(const Stage&)>& error);

  static constexpr std::uint64_t kPilotDraws = 2048;

 private:
  // With `of_visit` draws in a stratum.
  Stage measure(std::uint64_t draws, std::uint64_t of_visit);
  class Strata;
  struct Places;
  void add_places(const Strata& strata, std::uint64_t block, std::uint64_t first, std::uint64_t count,
                  Places& places) const;
  std::size_t atom_at(double position) const;

  std::size_t quantities_;
  std::size_t width_;
  Evaluate evaluate_;
  std::vector<std::size_t> atoms_;
  std::vector<double> cumulated_;  // weights of the atoms
  const Request& request_;
  const Control& control_;
  double share_ = 0;
  std::uint32_t stage_;
  std::optional<Stage> pilot_;
  std::uint64_t draws_ = 0;
};

// `request.draws` shared out over the atoms, rounded up.
std::uint64_t draws_per_atom(const Request& request, std::uint64_t atoms);

}  // namespace infoflow
