#include "density_binding.h"

#include "estimate/gaussian.h"
#include "estimate/kernel_density.h"
#include "estimate/log_density.h"
#include "estimate/pairwise_information.h"
#include "request.h"
#include "row_data.h"

namespace infoflow {

namespace {

Napi::Object to_object(Napi::Env env, const PairwiseBounds& bounds) {
  auto object = Napi::Object::New(env);
  object.Set("lower", bounds.lower);
  object.Set("upper", bounds.upper);
  return object;
}

}  // namespace

Napi::Value start_log_density(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa) {
  const auto object = info[0].As<Napi::Object>();
  LogDensityRequest request;
  request.threads = read_threads(object);
  request.isa = isa;
  request.count = static_cast<std::size_t>(number(object, "count"));
  request.tolerance = number(object, "tolerance");
  const Napi::Value points = object.Get("points");
  request.rows = read_rows(object);
  request.points = read_doubles(points, request.count * request.rows.d, "points");
  const std::size_t bytes = (request.rows.samples.size() + request.points.size()) * sizeof(double);
  return start_job(
      info, queue, bytes, std::move(request),
      [](LogDensityRequest owned, Control& control) { return log_densities(std::move(owned), control); },
      [](Napi::Env env, const LogDensities& result) {
        auto value = Napi::Object::New(env);
        value.Set("values", to_array(env, result.values));
        value.Set("bounds", to_array(env, result.bounds));
        return value;
      });
}

Napi::Value start_pairwise_information(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa) {
  const auto object = info[0].As<Napi::Object>();
  struct Labelled {
    NoisyRows rows;
    std::vector<std::int32_t> labels;
  } owned{read_rows(object), {}};
  const int threads = read_threads(object);
  const Napi::Value given = object.Get("given");
  if (!given.IsNull()) owned.labels = read_integers(given, owned.rows.n, "given");
  const std::size_t bytes = owned.rows.samples.size() * sizeof(double);
  return start_job(
      info, queue, bytes, std::move(owned),
      [threads, isa](Labelled request, Control& control) {
        return pairwise_information(std::move(request.rows), request.labels, isa, threads, control);
      },
      [](Napi::Env env, const PairwiseInformation& result) {
        auto value = Napi::Object::New(env);
        value.Set("total", to_object(env, result.total));
        value.Set("conditional", to_object(env, result.conditional));
        value.Set("centers", static_cast<double>(result.centers));
        return value;
      });
}

Napi::Value start_kernel_density_entropy(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa) {
  const auto object = info[0].As<Napi::Object>();
  KernelDensityRequest request;
  request.n = static_cast<std::size_t>(number(object, "n"));
  request.d = static_cast<std::size_t>(number(object, "d"));
  request.bandwidth = number(object, "bandwidth");
  request.threads = read_threads(object);
  request.isa = isa;
  request.samples = read_doubles(object.Get("samples"), request.n * request.d, "samples");
  const std::size_t bytes = request.samples.size() * sizeof(double);
  return start_job(
      info, queue, bytes, std::move(request),
      [](const KernelDensityRequest& owned, Control& control) { return kernel_density_entropy(owned, control); },
      [](Napi::Env env, const KernelDensityResult& result) {
        auto value = Napi::Object::New(env);
        value.Set("value", result.value);
        value.Set("bandwidth", result.bandwidth);
        return value;
      });
}

Napi::Value start_gaussian_log_determinants(const Napi::CallbackInfo& info, JobQueue& queue, Isa) {
  const auto object = info[0].As<Napi::Object>();
  GaussianRequest request;
  request.n = static_cast<std::size_t>(number(object, "n"));
  request.d = static_cast<std::size_t>(number(object, "d"));
  request.first = static_cast<std::size_t>(number(object, "first"));
  request.threads = read_threads(object);
  if (!object.Get("shrinkage").IsNull()) request.shrinkage = number(object, "shrinkage");
  request.samples = read_doubles(object.Get("samples"), request.n * request.d, "samples");
  const std::size_t bytes = request.samples.size() * sizeof(double);
  return start_job(
      info, queue, bytes, std::move(request),
      [](const GaussianRequest& owned, Control& control) { return gaussian_log_determinants(owned, control); },
      [](Napi::Env env, const GaussianResult& result) {
        auto value = Napi::Object::New(env);
        value.Set("joint", result.joint);
        value.Set("first", result.first);
        value.Set("second", result.second);
        value.Set("shrinkage", result.shrinkage);
        return value;
      });
}

}  // namespace infoflow
