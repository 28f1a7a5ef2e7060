// Mixtures whose components hardly overlap: what little they do is carried by few pairs of near centers, which points
// drawn around single centers would rarely hit. Points drawn between the two find it.
#pragma once

#include <cstddef>
#include <vector>

#include "estimate/conditions.h"
#include "estimate/estimate.h"
#include "estimate/gaussians.h"

namespace infoflow {

// With R the sum of the other components over the own one, the information of a center about its point falls short of
// −ln w_i by the mean of ln(1 + R) around it. Write r_j for the terms of R. A point y drawn from the normalised √(p_i
// p_j), a Gaussian at the middle of the pair, with j chosen in proportion to β_ij = √(w_j/w_i) exp(−‖c_i − c_j‖²/8σ²),
// gives
//   E ln(1 + R) = b_i E [ln(1 + R) / Σ √r_j],   b_i = Σ_j β_ij,
// and the bracket lies in [0, .805] wherever y falls, since ln(1 + x) ≤ .805 √x and √R ≤ Σ √r_j: no rare event carries
// the mean.
class Overlaps {
 public:
  // b_i of each center; those with b_i ≤ 1 are weak. Cost: centers² · d.
  Overlaps(const GroupedMixture& mixture, const Request& request, const Control& control);

  const std::vector<bool>& weak() const { return weak_; }
  std::size_t weak_count() const { return weak_count_; }
  // Upper bound of what `sample_weak` estimates, nats: .805 Σ w_i b_i over the weak centers.
  double most_missing() const { return 0.805 * weak_total_; }

  // Σ w_i E ln(1 + R_i) over the weak centers from `draws` points or a few more, nats. Cost: 3 · draws · centers · d.
  Value sample_weak(std::uint64_t draws, std::uint32_t stage) const;

 private:
  const GroupedMixture& mixture_;
  const Request& request_;
  const Control& control_;
  GaussianLayout whole_;       // the centers as Gaussians of covariance σ²
  GaussianLayout halved_;      // and of 4σ²: their terms are the overlaps β
  std::vector<double> roots_;  // √w
  std::vector<double> overlap_;
  std::vector<bool> weak_;
  std::size_t weak_count_ = 0;
  double weak_total_ = 0;  // Σ w_i b_i
};

}  // namespace infoflow
