// What rounding can do to a log-density.
#pragma once

#include <cstddef>

namespace infoflow {

// Rounding of a log-density, nats: of the exponents that matter (up to about d + 64), of exp2 and the dot form, and of
// the coordinates, each of which moves a center by at most 2^-52 of the largest one.
double rounding_bound(std::size_t d, double largest_coordinate);

// What comes on top where the point's own center is held out. Nothing is there to be small beside: in the dot form
// every exponent carries the rounding of the squared norms.
double held_out_rounding(std::size_t d, double largest_coordinate);

}  // namespace infoflow
