#include "clustering_binding.h"

#include "clustering/k_means.h"
#include "clustering/separation.h"
#include "request.h"
#include "row_data.h"

namespace infoflow {

namespace {

Napi::Object to_object(Napi::Env env, const KMeansResult& result) {
  auto object = Napi::Object::New(env);
  object.Set("labels", to_array(env, result.labels));
  object.Set("centers", to_array(env, result.centers));
  object.Set("inertia", result.inertia);
  object.Set("iterations", static_cast<double>(result.iterations));
  object.Set("converged", result.converged);
  object.Set("occupied", static_cast<double>(result.occupied));
  return object;
}

}  // namespace

Napi::Value start_k_means(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa) {
  const auto object = info[0].As<Napi::Object>();
  KMeansRequest request;
  request.n = static_cast<std::size_t>(number(object, "n"));
  request.d = static_cast<std::size_t>(number(object, "d"));
  request.k = static_cast<std::size_t>(number(object, "k"));
  request.runs = static_cast<std::size_t>(number(object, "runs"));
  request.tolerance = number(object, "tolerance");
  request.max_iterations = static_cast<std::size_t>(number(object, "maxIterations"));
  request.seed = static_cast<std::uint64_t>(number(object, "seed"));
  request.threads = read_threads(object);
  request.isa = isa;
  const Napi::Value start = object.Get("start"), weights = object.Get("weights"), samples = object.Get("samples");
  if (!start.IsNull()) request.start = read_doubles(start, request.k * request.d, "start");
  if (!weights.IsNull()) request.weights = read_doubles(weights, request.n, "weights");
  request.samples = read_row_data(samples, request.n * request.d);
  const std::size_t bytes = bytes_of(request.samples);
  return start_job(
      info, queue, bytes, std::move(request),
      [](KMeansRequest owned, Control& control) { return k_means(std::move(owned), control); },
      [](Napi::Env env, const KMeansResult& result) { return to_object(env, result); });
}

Napi::Value start_silhouettes(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa) {
  LabelledRows request = read_labelled_rows(info[0].As<Napi::Object>(), isa);
  const std::size_t bytes = bytes_of(request.samples);
  return start_job(
      info, queue, bytes, std::move(request),
      [](const LabelledRows& owned, Control& control) { return silhouettes(owned, control); },
      [](Napi::Env env, const Silhouettes& result) {
        auto object = Napi::Object::New(env);
        object.Set("values", to_array(env, result.values));
        object.Set("meanWithin", result.mean_within);
        object.Set("meanAcross", result.mean_across);
        return object;
      });
}

Napi::Value start_separation(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa) {
  LabelledRows request = read_labelled_rows(info[0].As<Napi::Object>(), isa);
  const std::size_t bytes = bytes_of(request.samples);
  return start_job(
      info, queue, bytes, std::move(request),
      [](const LabelledRows& owned, Control& control) { return separation(owned, control); },
      [](Napi::Env env, const Separation& result) {
        auto object = Napi::Object::New(env);
        object.Set("calinskiHarabasz", result.calinski_harabasz);
        object.Set("daviesBouldin", result.davies_bouldin);
        return object;
      });
}

}  // namespace infoflow
