#pragma once

#include <cstdint>
#include <vector>

#include "estimate/estimate.h"

namespace infoflow {

// What either method finds, free of σ: entropies less the noise's own, in nats. Scaling samples and σ by the
// same power of two leaves every bit.
struct Information {
  Value total;                     // h(T) − h(noise)
  std::vector<Value> conditional;  // h(T|·) − h(noise), one a condition
  std::vector<Value> mutual;       // h(T) − h(T|·)
  std::uint64_t draws = 0;         // log-density evaluations
};

}  // namespace infoflow
