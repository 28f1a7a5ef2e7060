// Differential entropy by a Gaussian kernel density that leaves the point itself out: h ≈ −(1/n) Σ_i ln p̂_−i(x_i).
// Ivanov and Rozhkova, Probl. Inf. Transm. 17 (1981) 171–178; the resubstitution estimate of Beirlant, Dudewicz,
// Györfi, van der Meulen, Int. J. Math. Stat. Sci. 6 (1997) 17–39, sec. 2.2, with the point left out.
#pragma once

#include <cstddef>
#include <vector>

#include "parallel/control.h"
#include "simd/isa.h"

namespace infoflow {

struct KernelDensityRequest {
  std::size_t n = 0;
  std::size_t d = 0;
  std::vector<double> samples;  // n × d, row-major, finite; n ≥ 2
  double bandwidth = 0;         // standard deviation of the kernel; 0: the one of largest left-out likelihood
  int threads = 1;
  Isa isa = Isa::kBaseline;
};

struct KernelDensityResult {
  double value = 0;  // nats
  double bandwidth = 0;
};

// Every exponent is taken from the nearest neighbour's, so that no sum underflows. Cost: O(n² d) a bandwidth; the
// likelihood is looked at for about 30. The same bits for every thread count. Throws ArgumentError where every row has
// an equal one and the bandwidth is asked for: the likelihood grows without limit as it goes to 0.
KernelDensityResult kernel_density_entropy(const KernelDensityRequest& request, const Control& control);

}  // namespace infoflow
