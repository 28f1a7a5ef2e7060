// Differential entropy from nearest neighbours: Kozachenko and Leonenko, Probl. Inf. Transm. 23 (1987) 95–101, for the
// k-th neighbour: Goria, Leonenko, Mergel, Novi Inverardi, J. Nonparametr. Stat. 17 (2005) 277–297, eq. 3.
#pragma once

#include <cstddef>
#include <vector>

#include "neighbours/neighbours.h"
#include "parallel/control.h"
#include "simd/isa.h"

namespace infoflow {

struct NearestEntropyRequest {
  std::size_t n = 0;
  std::size_t d = 0;
  std::vector<double> samples;  // n × d, row-major, finite
  std::size_t k = 3;            // 1 ≤ k < n
  Metric metric = Metric::kEuclidean;
  int threads = 1;
  Isa isa = Isa::kBaseline;
};

// ψ(n) − ψ(k) + ln(volume of the unit ball) + (d/n) Σ ln(distance to the k-th neighbour), nats. Throws ArgumentError
// where a row has k equal ones: the entropy of an atom is −∞. The same bits for every thread count and SIMD level.
double nearest_entropy(const NearestEntropyRequest& request, const Control& control);

}  // namespace infoflow
