// How a long computation is watched and stopped from outside.
#pragma once

#include <atomic>
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
  void report(double done, double total) const {
    if (progress) progress(done, total);
  }
};

}  // namespace infoflow
