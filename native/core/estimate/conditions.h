// From rows and labels to one mixture, its groups, and the atoms that evaluation points are drawn around.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "parallel/control.h"

namespace infoflow {

// A mixture's components: rows of the center matrix with weights that sum to 1.
struct Components {
  std::vector<std::size_t> centers;
  std::vector<double> weights;
};

// Those of one group, cut up, as into cross-validation folds; a part may be empty.
using Parts = std::vector<Components>;

// One condition: its groups' probabilities and mixtures.
struct Condition {
  bool exact = false;  // every group has one distinct center: h(T|·) is the noise's entropy; the rest is empty then
  std::size_t groups = 0;
  std::size_t smallest_group = 0;  // rows
  std::vector<double> probabilities;
  std::vector<Components> mixtures;
  std::vector<std::size_t> group_of_atom;
};

// Rows that share their center and their group in every condition that is not exact.
struct Atoms {
  std::vector<std::size_t> center;
  std::vector<double> weight;
};

struct GroupedMixture {
  std::size_t d = 0;
  std::vector<double> points;              // distinct centers × d, scaled
  std::vector<std::size_t> center_of_row;  // for rows of positive weight
  Components all;
  Atoms atoms;
  std::vector<Condition> conditions;
};

// `rows`: n × d scaled samples; `weights`: n, sum 1; `labels`: per condition n labels, or none (every row its own).
// Rows of weight 0 are left out.
GroupedMixture group_mixture(const std::vector<double>& rows, std::size_t n, std::size_t d,
                             std::span<const double> weights, const std::vector<std::vector<std::int32_t>>& labels,
                             const Control& control);

// Labels renumbered 0, 1, … by first appearance; `count`: how many there are.
std::vector<std::size_t> dense_labels(const std::vector<std::int32_t>& labels, std::size_t& count,
                                      const Control& control);

// −Σ p log p, nats.
double discrete_entropy(std::span<const double> probabilities);

}  // namespace infoflow
