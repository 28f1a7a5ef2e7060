// Entropies and informations from points around the atoms of a mixture.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "estimate/conditions.h"
#include "estimate/estimate.h"
#include "estimate/information.h"
#include "estimate/staged_sampling.h"

namespace infoflow {

class InformationSampling {
 public:
  // `evaluate`: the quantities of an Evaluator, or what stands for them. For the rest see StagedSampling.
  InformationSampling(const GroupedMixture& mixture, StagedSampling::Evaluate evaluate, std::vector<std::size_t> atoms,
                      const Request& request, const Control& control, std::uint32_t first_stage = 0);

  double share() const { return sampling_.share(); }
  std::uint64_t draws() const { return sampling_.draws(); }

  // The standard error that the tolerance is about, as the first stage has it.
  double pilot_error();

  // As many draws as were asked for, or as the tolerance needs. `bound`: of the rounding, passed through.
  Information sample(double tolerance, double bound);

 private:
  Information to_information(const Stage& stage, double bound) const;

  const GroupedMixture& mixture_;
  const Request& request_;
  StagedSampling sampling_;
};

// Every atom of the mixture.
std::vector<std::size_t> all_atoms(const GroupedMixture& mixture);

// Degrees of freedom of a sum of two independent values (Welch–Satterthwaite).
double joint_degrees_of_freedom(const Value& a, const Value& b);

}  // namespace infoflow
