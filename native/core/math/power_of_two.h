#pragma once

namespace infoflow {

// 2^x for x < 1000; 0 below 2^-1010. Relative error below 5e-16, the same bits on every CPU: unlike libm's.
double power_of_two(double x);

}  // namespace infoflow
