#include "ceiling_binding.h"

#include "estimate/gaussian_ceiling.h"
#include "estimate/noisy_rows.h"
#include "request.h"

namespace infoflow {

Napi::Value start_gaussian_ceiling(const Napi::CallbackInfo& info, JobQueue& queue, Isa) {
  const auto request = info[0].As<Napi::Object>();
  NoisyRows rows = read_rows(request);
  const std::size_t bytes = (rows.samples.size() + rows.weights.size()) * sizeof(double);
  const int threads = read_threads(request);
  return start_job(
      info, queue, bytes, std::move(rows),
      [threads](NoisyRows owned, Control& control) {
        return gaussian_ceiling(mixture_of(std::move(owned), {}, control), threads, control);
      },
      [](Napi::Env env, double ceiling) { return Napi::Number::New(env, ceiling); });
}

}  // namespace infoflow
