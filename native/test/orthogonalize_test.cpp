#include "math/orthogonalize.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace infoflow {
namespace {

// The 2 × 2 matrix has σ² = λ of its Gram matrix in closed form.
TEST(Orthogonalize, FindsTheSingularValuesOfTwoVectors) {
  std::vector<double> vectors = {3, 1, 4, 1, 5, 9};
  const double aa = 9 + 1 + 16, bb = 1 + 25 + 81, ab = 3 + 5 + 36;
  const double middle = (aa + bb) / 2, half = std::sqrt((aa - bb) * (aa - bb) / 4 + ab * ab);
  auto lengths = orthogonalize(vectors, 2, 3, Control());
  std::sort(lengths.begin(), lengths.end());
  EXPECT_NEAR(lengths[0], std::sqrt(middle - half), 1e-14);
  EXPECT_NEAR(lengths[1], std::sqrt(middle + half), 1e-14);
  EXPECT_NEAR(vectors[0] * vectors[3] + vectors[1] * vectors[4] + vectors[2] * vectors[5], 0, 1e-14);
}

// Graded columns: the smallest singular value is right relative to itself, which the Gram matrix would lose.
TEST(Orthogonalize, KeepsTinySingularValues) {
  std::vector<double> vectors = {1, 1, 1e-12, -1e-12};
  const auto lengths = orthogonalize(vectors, 2, 2, Control());
  EXPECT_NEAR(lengths[1] / (std::sqrt(2.0) * 1e-12), 1, 1e-14);
}

TEST(Orthogonalize, LeavesZerosAlone) {
  std::vector<double> vectors(6, 0.0);
  for (const double length : orthogonalize(vectors, 3, 2, Control())) EXPECT_EQ(length, 0);
}

}  // namespace
}  // namespace infoflow
