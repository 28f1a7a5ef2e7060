#pragma once

namespace infoflow {

inline constexpr double kLn2 = 0.69314718055994530942;
inline constexpr double kLn2Pi = 1.83787706640934548356;

}  // namespace infoflow
