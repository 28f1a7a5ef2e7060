#include "mixture/radix_sort.h"

namespace infoflow {

void radix_sort(std::vector<Keyed>& items, std::uint64_t largest, const Control& control) {
  constexpr unsigned kBits = 11;
  constexpr std::size_t kDigits = std::size_t{1} << kBits;
  std::vector<Keyed> sorted(items.size());
  for (unsigned shift = 0; shift < 64 && largest >> shift > 0; shift += kBits) {
    control.check();
    std::vector<std::size_t> next(kDigits, 0);
    const auto digit = [&](const Keyed& item) { return item.key >> shift & (kDigits - 1); };
    for (const Keyed& item : items) ++next[digit(item)];
    std::size_t begin = 0;
    for (std::size_t& count : next) {
      const std::size_t here = count;
      count = begin;
      begin += here;
    }
    for (const Keyed& item : items) sorted[next[digit(item)]++] = item;
    items.swap(sorted);
  }
}

}  // namespace infoflow
