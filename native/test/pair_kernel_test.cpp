// Sums of distances at every SIMD level against long double.
#include "clustering/pair_kernel.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "clustering/class_rows.h"
#include "random/normal.h"

namespace infoflow {
namespace {

class PairKernelTest : public testing::TestWithParam<Isa> {};

std::string level_name(const testing::TestParamInfo<Isa>& info) { return std::string(isa_name(info.param)); }
INSTANTIATE_TEST_SUITE_P(Levels, PairKernelTest, testing::ValuesIn(usable_isas()), level_name);

TEST_P(PairKernelTest, DistancesAndTheirSumsAgreeWithLongDoubleInEveryDimension) {
  const auto& kernel = pair_kernel_for(GetParam());
  constexpr std::size_t n = 41;
  const std::vector<std::int32_t> labels(n, 0);
  for (std::size_t d = 1; d <= 40; ++d) {
    Rows<double> rows{n, d, std::vector<double>(n * d), {}, {}};
    fill_normals({7, 1, static_cast<std::uint32_t>(d), 0}, 0, n * d, rows.values.data());
    const ClassBlocks blocks(rows, ClassOrder(labels, 1), kernel.lanes);
    const RowBlocks view{blocks.coordinates.data(), blocks.weights.data(), blocks.first_block[1], d};
    std::vector<double> sums(n), roots(view.blocks * kernel.lanes), squares(roots.size());
    kernel.distance_sums(rows.values.data(), n, view, sums.data());
    for (std::size_t i = 0; i < n; ++i) {
      kernel.distances(rows.row(i), view, roots.data());
      kernel.squared_distances(rows.row(i), view, squares.data());
      long double sum = 0;
      for (std::size_t j = 0; j < n; ++j) {
        long double square = 0;
        for (std::size_t k = 0; k < d; ++k) {
          const long double difference = static_cast<long double>(rows.row(i)[k]) - rows.row(j)[k];
          square += difference * difference;
        }
        const auto root = static_cast<double>(std::sqrt(square));
        const double error = (static_cast<double>(d) + 4) * 0x1p-53;
        ASSERT_NEAR(roots[j], root, root * error) << "d " << d;
        ASSERT_NEAR(squares[j], static_cast<double>(square), static_cast<double>(square) * 2 * error);
        sum += root;
      }
      ASSERT_EQ(roots[i], 0);
      ASSERT_NEAR(sums[i], static_cast<double>(sum), static_cast<double>(sum) * (static_cast<double>(d) + n) * 0x1p-53);
    }
  }
}

// One coordinate, the other row at the origin: the distance is the coordinate.
TEST_P(PairKernelTest, RootsAreRightOverTheWholeRange) {
  const auto& kernel = pair_kernel_for(GetParam());
  Rows<double> rows{1, 1, {0.0}, {}, {}};
  const ClassBlocks blocks(rows, ClassOrder(std::vector<std::int32_t>{0}, 1), kernel.lanes);
  const RowBlocks view{blocks.coordinates.data(), blocks.weights.data(), 1, 1};
  std::vector<double> root(kernel.lanes);
  for (double x = 1e-139; x < 1e150; x *= 1.0371) {
    kernel.distances(&x, view, root.data());
    ASSERT_NEAR(root[0] / x, 1, 0x1p-51) << x;
  }
}

}  // namespace
}  // namespace infoflow
