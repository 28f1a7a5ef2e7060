#include "bounds_binding.h"

#include "estimate/gaussian_ceiling.h"
#include "estimate/noisy_rows.h"
#include "estimate/pairwise_bounds.h"
#include "request.h"

namespace infoflow {

namespace {

std::size_t bytes_of(const NoisyRows& rows) { return (rows.samples.size() + rows.weights.size()) * sizeof(double); }

}  // namespace

Napi::Value start_pairwise_bounds(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa) {
  const auto request = info[0].As<Napi::Object>();
  NoisyRows rows = read_rows(request);
  const std::size_t bytes = bytes_of(rows);
  const int threads = read_threads(request);
  return start_job(
      info, queue, bytes, std::move(rows),
      [threads, isa](NoisyRows owned, Control& control) {
        const GroupedMixture mixture = mixture_of(std::move(owned));
        const auto& [centers, weights] = mixture.all;
        return pairwise_bounds(mixture.points.data(), mixture.d, centers, weights, isa, threads, control);
      },
      [](Napi::Env env, const PairwiseBounds& bounds) {
        auto object = Napi::Object::New(env);
        object.Set("low", bounds.lower);
        object.Set("high", bounds.upper);
        return object;
      });
}

Napi::Value start_gaussian_ceiling(const Napi::CallbackInfo& info, JobQueue& queue, Isa) {
  const auto request = info[0].As<Napi::Object>();
  NoisyRows rows = read_rows(request);
  const std::size_t bytes = bytes_of(rows);
  const int threads = read_threads(request);
  return start_job(
      info, queue, bytes, std::move(rows),
      [threads](NoisyRows owned, Control& control) {
        return gaussian_ceiling(mixture_of(std::move(owned)), threads, control);
      },
      [](Napi::Env env, double ceiling) { return Napi::Number::New(env, ceiling); });
}

}  // namespace infoflow
