// Sorting by whole numbers, faster than by comparison.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "parallel/control.h"

namespace infoflow {

struct Keyed {
  std::uint64_t key;
  std::size_t index;
};

// By key, equal keys as they were; none exceeds `largest`. Cost: O(items) for each 11 binary digits of it.
void radix_sort(std::vector<Keyed>& items, std::uint64_t largest, const Control& control);

}  // namespace infoflow
