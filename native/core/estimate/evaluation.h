// Log-densities of the mixture and its groups at points drawn around its atoms.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
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
  // With `clusters` of the centers, large mixtures are taken in short: see coarse_mixture.h.
  Evaluator(const GroupedMixture& mixture, const Request& request, const Control& control,
            std::span<const std::size_t> clusters = {});

  // Quantities a point: 0 the exponent s in nats, 1 the mixture's log-sum, 2 … those of its groups, one for each
  // condition that is not exact.
  std::size_t size() const { return 2 + sampled_.size(); }
  // Pairs of point and center summed so far, or as many as take as long.
  double pairs() const { return static_cast<double>(pairs_); }

  // points × size, at a point around each of `atoms`; `normals`: points × width.
  std::vector<double> evaluate(std::span<const std::size_t> atoms, std::span<const double> normals,
                               std::size_t width) const;

 private:
  const GroupedMixture& mixture_;
  std::vector<Parts> all_;
  std::optional<GroupSums> all_sums_;  // unless `summed_by_`
  std::vector<std::size_t> sampled_;   // conditions that are not exact
  std::vector<std::vector<Parts>> groups_;
  std::vector<GroupSums> group_sums_;
  std::optional<std::size_t> summed_by_;  // of those, the one whose groups' sums make up the mixture's
  mutable std::atomic<std::size_t> pairs_ = 0;
};

}  // namespace infoflow
