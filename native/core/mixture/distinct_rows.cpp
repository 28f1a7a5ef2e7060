#include "mixture/distinct_rows.h"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace infoflow {

namespace {

std::uint64_t hash_row(const double* row, std::size_t d) {
  std::uint64_t h = 0x9e3779b97f4a7c15;
  for (std::size_t k = 0; k < d; ++k) {
    h = (h ^ std::bit_cast<std::uint64_t>(row[k])) * 0xff51afd7ed558ccd;
    h ^= h >> 32;
  }
  return h;
}

}  // namespace

DistinctRows distinct_rows(const double* rows, std::size_t n, std::size_t d, const Control& control) {
  DistinctRows distinct;
  distinct.id.resize(n);
  constexpr auto kEmpty = static_cast<std::size_t>(-1);
  std::vector<std::size_t> table(std::bit_ceil(2 * n), kEmpty);
  for (std::size_t i = 0; i < n; ++i) {
    control.check_at(i);
    const double* row = rows + i * d;
    std::size_t slot = hash_row(row, d) & (table.size() - 1);
    while (table[slot] != kEmpty && !std::equal(row, row + d, rows + distinct.first[table[slot]] * d)) {
      slot = (slot + 1) & (table.size() - 1);
    }
    if (table[slot] == kEmpty) {
      table[slot] = distinct.first.size();
      distinct.first.push_back(i);
    }
    distinct.id[i] = table[slot];
  }
  return distinct;
}

}  // namespace infoflow
