// How a long computation is watched and stopped from outside.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <functional>

namespace infoflow {

// Thrown out of a computation whose `cancelled` was set: within one block of work, about 10 ms.
struct Cancelled {};

// Both members are used from any thread.
struct Control {
  std::atomic<bool> cancelled = false;
  std::function<void(double done, double total)> progress;

  void check() const {
    if (cancelled) throw Cancelled{};
  }
  // In loops over many rows: at every few thousandth.
  void check_at(std::size_t i) const {
    constexpr std::size_t kRowsPerLook = 4096;
    if (i % kRowsPerLook == 0) check();
  }
  void report(double done, double total) const {
    if (progress) progress(done, total);
  }
};

// std::sort of many values, which can be stopped: they are of no use then.
template <class Iterator, class Before>
void sort(Iterator begin, Iterator end, const Control& control, const Before& before) {
  std::size_t comparisons = 0;
  std::sort(begin, end, [&](const auto& a, const auto& b) {
    control.check_at(comparisons++);
    return before(a, b);
  });
}

template <class Iterator, class Before>
void stable_sort(Iterator begin, Iterator end, const Control& control, const Before& before) {
  std::size_t comparisons = 0;
  std::stable_sort(begin, end, [&](const auto& a, const auto& b) {
    control.check_at(comparisons++);
    return before(a, b);
  });
}

}  // namespace infoflow
