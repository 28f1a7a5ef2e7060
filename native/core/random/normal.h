// Standard normal numbers from counters, by inversion, so that one number needs one uniform.
#pragma once

#include <cstddef>
#include <cstdint>

#include "random/philox.h"

namespace infoflow {

// The x with Φ(x) = p, 0 < p < 1; relative error about 1e-15.
// Algorithm AS 241 (PPND16): Wichura, Applied Statistics 37 (1988) 477–484.
double normal_quantile(double p);

// Writes numbers first, …, first + count − 1 of the stream.
void fill_normals(const RandomKey& key, std::uint64_t first, std::size_t count, double* out);
void fill_normals(const RandomKey& key, std::uint64_t first, std::size_t count, float* out);

// Writes words 0, …, count − 1 of the stream.
void fill_bits(const RandomKey& key, std::size_t count, std::uint32_t* out);

}  // namespace infoflow
