#include "estimate_job.h"

#include <new>
#include <string>

#include "request.h"

namespace infoflow {

namespace {

constexpr auto kProgressInterval = std::chrono::milliseconds(50);

std::int64_t bytes_of(const Request& request) {
  std::size_t bytes = (request.samples.size() + request.weights.size()) * sizeof(double);
  for (const auto& condition : request.conditions) bytes += condition.size() * sizeof(std::int32_t);
  return static_cast<std::int64_t>(bytes);
}

Napi::Object to_object(Napi::Env env, const Value& value) {
  auto object = Napi::Object::New(env);
  object.Set("value", value.value);
  object.Set("standardError", value.standard_error);
  object.Set("bound", value.bound);
  return object;
}

Napi::Object to_object(Napi::Env env, const ConditionResult& condition) {
  auto object = Napi::Object::New(env);
  object.Set("conditionalEntropy", to_object(env, condition.conditional_entropy));
  object.Set("mutualInformation", to_object(env, condition.mutual_information));
  object.Set("entropyOfGroups", condition.entropy_of_groups);
  object.Set("groups", static_cast<double>(condition.groups));
  object.Set("smallestGroup", static_cast<double>(condition.smallest_group));
  object.Set("exact", condition.exact);
  return object;
}

}  // namespace

EstimateJob::EstimateJob(Napi::Env env, Request request, const Napi::Value& on_progress, JobQueue& queue)
    : deferred_(Napi::Promise::Deferred::New(env)),
      queue_(queue),
      request_(std::move(request)),
      isa_(request_.isa),
      threads_(request_.threads),
      bytes_(bytes_of(request_)) {
  Napi::MemoryManagement::AdjustExternalMemory(env, bytes_);
  if (on_progress.IsFunction()) {
    on_progress_ = Napi::Persistent(on_progress.As<Napi::Function>());
    control.progress = [this](double done, double total) { note_progress(done, total); };
  }
}

void EstimateJob::run() noexcept {
  try {
    if (control.cancelled) throw Cancelled{};
    result_ = estimate(std::move(request_), control);
  } catch (const Cancelled&) {
    cancelled_ = true;
  } catch (...) {
    error_ = std::current_exception();
  }
}

void EstimateJob::note_progress(double done, double total) {
  const std::unique_lock lock(progress_mutex_, std::try_to_lock);
  const auto now = std::chrono::steady_clock::now();
  if (!lock.owns_lock() || now - last_progress_ < kProgressInterval) return;
  last_progress_ = now;
  done_ = done;
  total_ = total;
  queue_.notify_progress(shared_from_this());
}

void EstimateJob::report_progress(Napi::Env env) {
  double done, total;
  {
    const std::lock_guard lock(progress_mutex_);
    done = done_;
    total = total_;
  }
  on_progress_.Call({Napi::Number::New(env, done), Napi::Number::New(env, total)});
}

void EstimateJob::settle(Napi::Env env) {
  Napi::MemoryManagement::AdjustExternalMemory(env, -bytes_);
  on_progress_.Reset();
  bool failed = false;
  const Napi::Value value = outcome(env, failed);
  if (failed) {
    deferred_.Reject(value);
  } else {
    deferred_.Resolve(value);
  }
}

Napi::Value EstimateJob::outcome(Napi::Env env, bool& failed) const {
  failed = true;
  if (cancelled_) return coded(Napi::Error::New(env, "aborted"), "ERR_INFOFLOW_ABORTED", nullptr).Value();
  if (error_) {
    try {
      std::rethrow_exception(error_);
    } catch (const std::bad_alloc&) {
      const std::string message = "out of memory: the copied samples alone are " + std::to_string(bytes_) +
                                  " bytes, and about six times as much is needed; use fewer rows";
      return coded(Napi::Error::New(env, message), "ERR_INFOFLOW_MEMORY", nullptr).Value();
    } catch (const SpreadTooLarge&) {
      const char* message =
          "sigma: too small for these samples; they may spread over 1e150 sigma (2^40 for quadrature) at most";
      return coded(Napi::RangeError::New(env, message), "ERR_INFOFLOW_ARGUMENT_VALUE", "sigma").Value();
    } catch (const std::exception& error) {
      return coded(Napi::Error::New(env, error.what()), "ERR_INFOFLOW_INTERNAL", nullptr).Value();
    }
  }
  failed = false;
  auto object = Napi::Object::New(env);
  object.Set("entropy", to_object(env, result_.entropy));
  auto conditions = Napi::Array::New(env, result_.conditions.size());
  for (std::uint32_t i = 0; i < result_.conditions.size(); ++i)
    conditions.Set(i, to_object(env, result_.conditions[i]));
  object.Set("conditions", conditions);
  object.Set("entropyOfRows", result_.entropy_of_rows);
  object.Set("gaussianCeiling", result_.gaussian_ceiling);
  object.Set("centers", static_cast<double>(result_.centers));
  object.Set("draws", static_cast<double>(result_.draws));
  object.Set("threads", threads_);
  object.Set("isa", std::string(isa_name(isa_)));
  object.Set("method", result_.method == Method::kQuadrature ? "quadrature" : "sampled");
  return object;
}

}  // namespace infoflow
