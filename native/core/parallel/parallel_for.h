// The one place that starts threads. Two backends with the same bits: OpenMP where the toolchain has it
// (INFOFLOW_OPENMP), else std::thread, which needs no runtime library beside the C++ one.
#pragma once

#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>

#if !defined(INFOFLOW_OPENMP)
#include <system_error>
#include <thread>
#include <vector>
#endif

namespace infoflow {

// Calls body(i) for i = 0, …, count − 1 from up to `threads` threads, in any order: results must be stored by index
// and combined afterwards in a fixed order. The first exception ends the loop and is thrown from here.
template <class Body>
void parallel_for(std::size_t count, int threads, const Body& body) {
  std::atomic<std::size_t> next = 0;
  std::exception_ptr error;
  std::mutex error_mutex;
  const auto work = [&] {
    try {
      for (std::size_t i = next++; i < count; i = next++) body(i);
    } catch (...) {
      next = count;
      const std::lock_guard lock(error_mutex);
      if (!error) error = std::current_exception();
    }
  };
  const int team = static_cast<std::size_t>(threads) < count ? threads : static_cast<int>(count);
  if (team <= 1) {
    work();
  } else {
#if defined(INFOFLOW_OPENMP)
#pragma omp parallel num_threads(team)
    work();
#else
    std::vector<std::thread> others;
    others.reserve(static_cast<std::size_t>(team) - 1);
    // Where the system refuses another thread, those that it gave do the work.
    try {
      for (int t = 1; t < team; ++t) others.emplace_back(work);
    } catch (const std::system_error&) {
    }
    work();
    for (auto& thread : others) thread.join();
#endif
  }
  if (error) std::rethrow_exception(error);
}

}  // namespace infoflow
