// Evaluation points around atoms, stage after stage with fresh numbers, until an error is small enough.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "estimate/batches.h"
#include "estimate/estimate.h"
#include "estimate/points.h"
#include "parallel/control.h"

namespace infoflow {

// Values at one stage: what was measured, and the weights of its visits.
struct Stage {
  Batches batches;
  std::vector<double> weights;
  Spread spread;
  double widening = 1;  // of standard errors, see `widening_within`

  Value mean(std::span<const double> functional, std::span<const ControlVariate> controls) const;
};

// A stage is kept because its standard error came out within the tolerance, and that picks those that came out too
// small, the more the closer to the tolerance: 2 % to 5 % is how well a stage knows its error. Above .8 of the
// tolerance it is therefore taken to be the tolerance. `excess`: standard error over tolerance, at most 1.
double widening_within(double excess);

class StagedSampling {
 public:
  // Fills in points × quantities, at `draws` points around each of the atoms; point = draw · atoms + atom.
  using Evaluate =
      std::function<std::vector<double>(std::span<const std::size_t> atoms, std::uint32_t draws, const DrawName& name)>;

  // `atoms`: those to draw around; `weight_of_atom`: of all atoms that there are.
  StagedSampling(std::size_t quantities, Evaluate evaluate, std::vector<std::size_t> atoms,
                 std::span<const double> weight_of_atom, const Request& request, const Control& control);

  double share() const { return share_; }  // of the whole weight
  std::uint64_t draws() const { return draws_; }

  // As many draws around every atom as make `request.draws` for `all_atoms`.
  Stage asked_for(std::uint64_t all_atoms);

  // Some atoms first; all of them, with their smaller variance, once that is no dearer. `error`: the standard error
  // that the tolerance is about.
  Stage to_tolerance(double tolerance, const std::function<double(const Stage&)>& error);

  // What a stage is planned beyond the pilot's forecast, so that one stage is nearly always enough.
  static constexpr double kReserve = 1.15;
  static constexpr std::uint64_t kPilotDraws = 1024;

 private:
  Stage at_positions(std::uint64_t count);
  Stage around_atoms(std::uint32_t draws);
  template <class AtomOf>
  Batches measure(std::uint32_t draws, std::uint32_t batches, std::uint64_t visits, const AtomOf& atom_of);

  std::size_t quantities_;
  Evaluate evaluate_;
  std::vector<std::size_t> atoms_;
  std::vector<double> weights_;
  const Request& request_;
  const Control& control_;
  double share_ = 0;
  std::uint32_t stage_ = 0;
  std::uint64_t draws_ = 0;
};

// `request.draws` shared out over the atoms, rounded up.
std::uint32_t draws_per_atom(const Request& request, std::uint64_t atoms);

}  // namespace infoflow
