#include "clustering_binding.h"

#include <algorithm>

#include "clustering/k_means.h"
#include "request.h"

namespace infoflow {

namespace {

RowData read_row_data(const Napi::Value& value, std::size_t length) {
  const bool single = value.IsTypedArray() && value.As<Napi::TypedArray>().TypedArrayType() == napi_float32_array;
  if (single) return read_singles(value, length, "samples");
  return read_doubles(value, length, "samples");
}

std::size_t bytes_of(const RowData& data) {
  return std::visit([](const auto& values) { return values.size() * sizeof(values[0]); }, data);
}

Napi::Float64Array to_array(Napi::Env env, const std::vector<double>& values) {
  auto array = Napi::Float64Array::New(env, values.size());
  std::copy(values.begin(), values.end(), array.Data());
  return array;
}

Napi::Int32Array to_array(Napi::Env env, const std::vector<std::int32_t>& values) {
  auto array = Napi::Int32Array::New(env, values.size());
  std::copy(values.begin(), values.end(), array.Data());
  return array;
}

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

}  // namespace infoflow
