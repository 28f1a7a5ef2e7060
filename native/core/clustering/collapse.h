// Neural collapse: how far classes have shrunk to their means, and what the means look like.
#pragma once

#include "clustering/silhouette.h"

namespace infoflow {

struct CollapseRequest {
  LabelledRows rows;
  std::vector<double> classifier;  // classes × d, or empty
  std::vector<double> biases;      // classes, where there is a classifier
};

struct Collapse {
  std::vector<double> means;            // classes × d, in the units of the samples
  double nc1 = 0;                       // tr(Σ_W Σ_B⁺) / classes
  std::size_t directions = 0;           // in which the class means differ
  std::size_t nearest_mean_errors = 0;  // rows nearer to another class mean than to their own
  std::size_t disagreements = 0;        // rows that the classifier gives another class than the nearest mean
};

// Σ_B is the covariance of the class means around their mean, Σ_W the mean of the classes' covariances: every class has
// the same weight, however many rows. Σ_B⁺ leaves out directions in which the means differ by less than rounding.
// Cost: O(n d classes + classes² d). Source: V. Papyan, X. Han, D. Donoho, PNAS 117 (2020) 24652.
Collapse collapse(const CollapseRequest& request, const Control& control);

}  // namespace infoflow
