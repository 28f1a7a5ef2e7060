// Entropies and informations of a mixture, whatever the way to find them.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "estimate/conditions.h"
#include "estimate/estimate.h"

namespace infoflow {

// What either method finds, free of σ: entropies less the noise's own, in nats. Scaling samples and σ by the
// same power of two leaves every bit.
struct Information {
  Value total;                     // h(T) − h(noise)
  std::vector<Value> conditional;  // h(T|·) − h(noise), one a condition
  std::vector<Value> mutual;       // h(T) − h(T|·)
  std::uint64_t draws = 0;         // log-density evaluations
  Method method = Method::kSampled;
};

// What can be known without drawing: of one center, or by quadrature where the request allows it and, unless it asks
// for it, where it takes about a second of one core. Throws SpreadTooLarge.
std::optional<Information> information_without_draws(const GroupedMixture& mixture, const Request& request,
                                                     double largest_coordinate, Control& control);

// That, else sampled.
Information information_of(const GroupedMixture& mixture, const Request& request, double largest_coordinate,
                           Control& control);

}  // namespace infoflow
