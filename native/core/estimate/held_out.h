// Densities that have not seen the point they are asked about: the upper end of the bracket around an entropy.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "estimate/folds.h"
#include "estimate/gaussians.h"
#include "estimate/group_sums.h"
#include "estimate/points.h"

namespace infoflow {

// For a test row of fold f, built from the other folds, and for each cell c
//   q_c = a (mixture of the cell's rows) + b (Gaussian of the cell) + e (Gaussian of all rows) + t (the same, wider),
// q_g = Σ_{c in g} π_c q_c / π_g for a group of cells, q = Σ_c π_c q_c for all. The weights a, b, e, t > .001 are those
// of the least cross-entropy among the other folds, each point again tested without its own fold (by EM). So nothing in
// q depends on the test row, and q is never below .001 of a Gaussian with the covariance of the rows. The wider one is
// for rows of heavier tails than Gaussian, which else would carry most of the end and of its error.
// π: known where the cells are all there is, else the share of the cell in the other folds.
class HeldOut {
 public:
  HeldOut(const GroupedMixture& mixture, const FoldedRows& folded, const Request& request, const Control& control);

  // Points around test rows.
  struct Tested {
    const Points& points;
    std::span<const std::size_t> rows;
    // Sums over the folds of all rows, and of the row's group in each condition: points × folds, as of GroupSums.
    std::span<const double> all;
    std::span<const std::vector<double>> groups;
  };

  // Per point ln q and for each condition ln q_g, then for each condition ln of q_g normalised: q_g's mass differs from
  // 1 where folds share out a group unevenly. Relative to the density of the point's own center, as everything.
  std::size_t size() const { return 1 + 2 * folded_.conditions.size(); }
  // Those of a point are `stride` after those of the one before.
  void log_densities(const Tested& tested, std::span<double> out, std::size_t stride) const;

 private:
  using Weights = std::array<double, 4>;
  struct Pilot;

  Pilot measure_pilot(const GroupedMixture& mixture, const Request& request, const Control& control) const;
  std::vector<Weights> choose_weights(const Pilot& pilot) const;
  // `terms`: of the cells' Gaussians at this point.
  void log_densities_of(const Tested& tested, std::size_t point, std::span<double> terms, std::span<double> out) const;

  const FoldedRows& folded_;
  std::size_t d_;
  CellMoments cell_moments_;
  CellMoments all_moments_;
  std::vector<GaussianLayout> cell_gaussians_;  // per fold left out
  std::vector<Gaussian> all_gaussians_;
  std::vector<Gaussian> wide_gaussians_;
  std::vector<std::vector<double>> cell_weights_;                      // per fold left out
  std::vector<std::vector<std::vector<std::size_t>>> cells_of_group_;  // per condition
  std::vector<Weights> weights_;                                       // per fold left out
};

}  // namespace infoflow
