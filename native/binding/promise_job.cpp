#include "promise_job.h"

#include <new>
#include <string>

#include "errors.h"
#include "request.h"

namespace infoflow {

namespace {

constexpr auto kProgressInterval = std::chrono::milliseconds(50);

}  // namespace

Napi::Value PromiseJob::start(Napi::Env env, JobQueue& queue, const std::shared_ptr<PromiseJob>& job) {
  auto handle = Napi::Object::New(env);
  handle.Set("promise", job->deferred_.Promise());
  handle.Set("cancel", Napi::Function::New(env, [job](const Napi::CallbackInfo&) { job->cancel(); }, "cancel"));
  queue.add(env, job);
  return handle;
}

PromiseJob::PromiseJob(Napi::Env env, JobQueue& queue, const Napi::Value& on_progress, std::size_t bytes)
    : deferred_(Napi::Promise::Deferred::New(env)), queue_(queue), bytes_(static_cast<std::int64_t>(bytes)) {
  Napi::MemoryManagement::AdjustExternalMemory(env, bytes_);
  if (on_progress.IsFunction()) {
    on_progress_ = Napi::Persistent(on_progress.As<Napi::Function>());
    control.progress = [this](double done, double total) { note_progress(done, total); };
  }
}

void PromiseJob::run() noexcept {
  try {
    control.check();
    compute();
  } catch (...) {
    error_ = std::current_exception();
  }
}

void PromiseJob::note_progress(double done, double total) {
  const std::unique_lock lock(progress_mutex_, std::try_to_lock);
  const auto now = std::chrono::steady_clock::now();
  if (!lock.owns_lock() || now - last_progress_ < kProgressInterval) return;
  last_progress_ = now;
  done_ = done;
  total_ = total;
  queue_.notify_progress(shared_from_this());
}

void PromiseJob::report_progress(Napi::Env env) {
  double done, total;
  {
    const std::lock_guard lock(progress_mutex_);
    done = done_;
    total = total_;
  }
  on_progress_.Call({Napi::Number::New(env, done), Napi::Number::New(env, total)});
}

void PromiseJob::settle(Napi::Env env) {
  Napi::MemoryManagement::AdjustExternalMemory(env, -bytes_);
  on_progress_.Reset();
  if (error_) {
    deferred_.Reject(error(env));
  } else {
    deferred_.Resolve(result(env));
  }
}

Napi::Value PromiseJob::error(Napi::Env env) const {
  try {
    std::rethrow_exception(error_);
  } catch (const Cancelled&) {
    return coded(Napi::Error::New(env, "aborted"), "ERR_INFOFLOW_ABORTED", nullptr).Value();
  } catch (const ArgumentError& error) {
    return coded(Napi::RangeError::New(env, error.what()), "ERR_INFOFLOW_ARGUMENT_VALUE", error.argument()).Value();
  } catch (const std::bad_alloc&) {
    const std::string message = "out of memory: the copied input alone is " + std::to_string(bytes_) +
                                " bytes, and several times as much can be needed; use fewer rows";
    return coded(Napi::Error::New(env, message), "ERR_INFOFLOW_MEMORY", nullptr).Value();
  } catch (const std::exception& error) {
    return coded(Napi::Error::New(env, error.what()), "ERR_INFOFLOW_INTERNAL", nullptr).Value();
  }
}

}  // namespace infoflow
