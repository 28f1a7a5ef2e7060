// Log-densities of the mixture and its groups at points drawn around its atoms.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "estimate/conditions.h"
#include "estimate/estimate.h"
#include "estimate/group_sums.h"
#include "estimate/points.h"

namespace infoflow {

// Evaluates ln Σ_j w_j exp(s − q_j), q_j the exponents ‖y − c_j‖²/2σ² and s that of the center which y was
// drawn around: its own term is exactly 1·w, so no sum under- or overflows and no maximum is needed. (A larger
// term than e^700 has probability below e^-700: E p_j/p_own = 1 under p_own.)
class Evaluator {
 public:
  Evaluator(const GroupedMixture& mixture, const Request& request, const Control& control);

  // Quantities a point: 0 the exponent s in nats, 1 the mixture's log-sum, 2 … those of its groups, one for each
  // condition that is not exact.
  std::size_t size() const { return 2 + sampled_.size(); }

  // points × size, at a point around each of `atoms`; `normals`: points × width.
  std::vector<double> evaluate(std::span<const std::size_t> atoms, std::span<const double> normals,
                               std::size_t width) const;

 private:
  const GroupedMixture& mixture_;
  std::vector<Parts> all_;
  GroupSums all_sums_;
  std::vector<std::size_t> sampled_;  // conditions that are not exact
  std::vector<std::vector<Parts>> groups_;
  std::vector<GroupSums> group_sums_;
};

}  // namespace infoflow
