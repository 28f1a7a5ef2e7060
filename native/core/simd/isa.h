// Which SIMD level to run: found at run time, never assumed at compile time.
#pragma once

#include <string_view>
#include <vector>

namespace infoflow {

enum class Isa { kBaseline, kAvx2, kAvx512 };

// Levels that this build has kernels for and this machine (CPU and operating system) can run, weakest first.
const std::vector<Isa>& usable_isas();

std::string_view isa_name(Isa isa);

// The level named, or the strongest usable one where the name is empty, unknown or not usable here.
Isa choose_isa(std::string_view wanted);

}  // namespace infoflow
