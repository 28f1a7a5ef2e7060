// One asynchronous call of the addon: owns its input, computes on the queue's thread, settles a promise. The
// one place that thins out progress and turns the core's exceptions into JavaScript errors.
#pragma once

#include <chrono>
#include <exception>
#include <optional>
#include <utility>

#include "job_queue.h"

namespace infoflow {

class PromiseJob : public Job, public std::enable_shared_from_this<PromiseJob> {
 public:
  // NativeJob of lib/native/addon.ts: the promise, and a way to cancel.
  static Napi::Value start(Napi::Env env, JobQueue& queue, const std::shared_ptr<PromiseJob>& job);

  void run() noexcept final;
  void settle(Napi::Env env) final;
  void report_progress(Napi::Env env) final;

 protected:
  // `bytes` of copied input are reported to V8 until the job is settled.
  PromiseJob(Napi::Env env, JobQueue& queue, const Napi::Value& on_progress, std::size_t bytes);

 private:
  virtual void compute() = 0;                           // on the queue's thread
  virtual Napi::Value result(Napi::Env env) const = 0;  // after `compute`, on the JavaScript thread

  void note_progress(double done, double total);
  Napi::Value error(Napi::Env env) const;

  Napi::Promise::Deferred deferred_;
  Napi::FunctionReference on_progress_;
  JobQueue& queue_;
  std::int64_t bytes_;
  std::exception_ptr error_;

  std::mutex progress_mutex_;
  std::chrono::steady_clock::time_point last_progress_;
  double done_ = 0;
  double total_ = 0;
};

// The job that most calls are: `compute(request, control)`, then `to_value(env, result)`.
template <class Request, class Compute, class ToValue>
class ComputeJob final : public PromiseJob {
  using Result = std::invoke_result_t<Compute, Request, Control&>;

 public:
  ComputeJob(Napi::Env env, JobQueue& queue, const Napi::Value& on_progress, std::size_t bytes, Request request,
             Compute compute, ToValue to_value)
      : PromiseJob(env, queue, on_progress, bytes),
        request_(std::move(request)),
        compute_(std::move(compute)),
        to_value_(std::move(to_value)) {}

 private:
  void compute() override { result_ = compute_(std::move(request_), control); }
  Napi::Value result(Napi::Env env) const override { return to_value_(env, *result_); }

  Request request_;
  Compute compute_;
  ToValue to_value_;
  std::optional<Result> result_;
};

// Queues `compute(request, control)` for a call whose second argument is the progress callback or null.
// `compute` must not touch JavaScript.
template <class Request, class Compute, class ToValue>
Napi::Value start_job(const Napi::CallbackInfo& info, JobQueue& queue, std::size_t bytes, Request request,
                      Compute compute, ToValue to_value) {
  using JobOfCall = ComputeJob<Request, Compute, ToValue>;
  const Napi::Env env = info.Env();
  return PromiseJob::start(env, queue,
                           std::make_shared<JobOfCall>(env, queue, info[1], bytes, std::move(request),
                                                       std::move(compute), std::move(to_value)));
}

}  // namespace infoflow
