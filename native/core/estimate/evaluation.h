// Log-densities at points drawn around centers: the only place where the sampled method touches the kernels.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "estimate/conditions.h"
#include "estimate/estimate.h"
#include "mixture/blocked_centers.h"

namespace infoflow {

// Points of a few visits to atoms, and what was measured there. Point = draw · visits + visit.
struct EvaluatedBlock {
  std::size_t visits = 0;
  std::size_t points = 0;
  std::vector<double> quantities;  // points × size

  std::span<const double> of_point(std::size_t point) const {
    const std::size_t size = quantities.size() / points;
    return {quantities.data() + point * size, size};
  }
};

// Evaluates ln Σ_j w_j exp(s − q_j), q_j the exponents ‖y − c_j‖²/2σ² and s that of the center which y was drawn
// around: its own term is exactly 1·w, so no sum under- or overflows and no maximum is needed. (A larger term than
// e^700 has probability below e^-700: E p_j/p_own = 1 under p_own.)
class Evaluator {
 public:
  Evaluator(const GroupedMixture& mixture, const Request& request, const Control& control);

  // Quantities a point: 0 the exponent s, 1 the mixture's log-sum, 2 … those of its groups, one for each condition
  // that is not exact.
  std::size_t size() const { return 2 + sampled_.size(); }

  // Names the random numbers of a block, with the seed: visit i of the block is visit first_visit + i of the stage.
  struct Name {
    std::uint32_t stage;
    std::uint64_t first_visit;
    std::uint32_t first_draw;
  };

  // `draws` points around each atom of `atoms`.
  EvaluatedBlock evaluate(std::span<const std::size_t> atoms, std::uint32_t draws, const Name& name) const;

 private:
  struct Points {
    std::vector<double> coordinates;  // points × d
    std::vector<double> exponents;    // base 2
  };

  Points draw(std::span<const std::size_t> atoms, std::uint32_t draws, const Name& name) const;
  std::vector<double> log_sums(const Points& points, const BlockedCenters& centers) const;
  std::vector<double> group_log_sums(const Points& points, std::span<const std::size_t> atoms, std::size_t i) const;

  const GroupedMixture& mixture_;
  const Control& control_;
  std::uint64_t seed_;
  Kernel kernel_;
  BlockedCenters all_;
  std::vector<std::size_t> sampled_;  // conditions that are not exact
  std::vector<std::vector<std::unique_ptr<BlockedCenters>>> large_groups_;
};

}  // namespace infoflow
