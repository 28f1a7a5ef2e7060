// Singular values by rotations of pairs of vectors.
#pragma once

#include <cstddef>
#include <vector>

#include "parallel/control.h"

namespace infoflow {

// Rotates `count` vectors of `length` values, one after the other, until all are orthogonal: their lengths are then the
// singular values of the matrix that they are the columns (or rows) of, and their directions its singular vectors on
// that side. Every singular value to a relative error of about 2^-50 · count, small ones too where the vectors differ
// in scale only. Returns the lengths. Cost: O(count² length) for each of about 10 sweeps. Source: M. Hestenes, J. SIAM
// 6 (1958) 51; J. Demmel, K. Veselić, SIAM J. Matrix Anal. 13 (1992) 1204.
std::vector<double> orthogonalize(std::vector<double>& vectors, std::size_t count, std::size_t length,
                                  const Control& control);

}  // namespace infoflow
