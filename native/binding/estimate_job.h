// One call of `estimate`: owns a copy of its input, settles a promise.
#pragma once

#include <chrono>
#include <exception>

#include "job_queue.h"

namespace infoflow {

class EstimateJob : public Job, public std::enable_shared_from_this<EstimateJob> {
 public:
  EstimateJob(Napi::Env env, Request request, const Napi::Value& on_progress, JobQueue& queue);

  Napi::Promise promise() const { return deferred_.Promise(); }

  void run() noexcept override;
  void settle(Napi::Env env) override;
  void report_progress(Napi::Env env) override;

 private:
  void note_progress(double done, double total);
  Napi::Value outcome(Napi::Env env, bool& failed) const;

  Napi::Promise::Deferred deferred_;
  Napi::FunctionReference on_progress_;
  JobQueue& queue_;
  Request request_;
  Isa isa_;
  int threads_;
  std::int64_t bytes_;
  Result result_;
  std::exception_ptr error_;
  bool cancelled_ = false;

  std::mutex progress_mutex_;
  std::chrono::steady_clock::time_point last_progress_;
  double done_ = 0;
  double total_ = 0;
};

}  // namespace infoflow
