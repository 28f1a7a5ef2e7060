#include "parallel/parallel_for.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

namespace infoflow {
namespace {

TEST(ParallelFor, VisitsEveryIndexOnce) {
  for (const int threads : {1, 2, 3, 8}) {
    for (const std::size_t count : {0, 1, 2, 1000}) {
      std::vector<std::atomic<int>> visits(count);
      parallel_for(count, threads, [&](std::size_t i) { ++visits[i]; });
      for (const auto& n : visits) ASSERT_EQ(n, 1);
    }
  }
}

TEST(ParallelFor, ThrowsWhatABodyThrewAndWorksAfterwards) {
  for (const int threads : {1, 4}) {
    const auto fail = [](std::size_t i) {
      if (i == 37) throw std::runtime_error("37");
    };
    EXPECT_THROW(parallel_for(1000, threads, fail), std::runtime_error);
    std::atomic<int> visits = 0;
    parallel_for(10, threads, [&](std::size_t) { ++visits; });
    EXPECT_EQ(visits, 10);
  }
}

}  // namespace
}  // namespace infoflow
