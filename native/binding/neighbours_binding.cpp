#include "neighbours_binding.h"

#include <string>

#include "neighbours/ksg.h"
#include "neighbours/nearest_entropy.h"
#include "neighbours/sliced_ksg.h"
#include "request.h"
#include "row_data.h"

namespace infoflow {

namespace {

KsgRequest read_ksg(const Napi::Object& object, Isa isa) {
  KsgRequest request;
  request.n = static_cast<std::size_t>(number(object, "n"));
  request.dx = static_cast<std::size_t>(number(object, "dx"));
  request.dy = static_cast<std::size_t>(number(object, "dy"));
  request.k = static_cast<std::size_t>(number(object, "k"));
  request.algorithm = static_cast<int>(number(object, "algorithm"));
  request.threads = read_threads(object);
  request.isa = isa;
  const Napi::Value x = object.Get("x"), y = object.Get("y");
  request.x = read_doubles(x, request.n * request.dx, "x");
  request.y = read_doubles(y, request.n * request.dy, "y");
  return request;
}

std::size_t bytes_of(const KsgRequest& request) { return (request.x.size() + request.y.size()) * sizeof(double); }

}  // namespace

Napi::Value start_ksg(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa) {
  KsgRequest request = read_ksg(info[0].As<Napi::Object>(), isa);
  const std::size_t bytes = bytes_of(request);
  return start_job(
      info, queue, bytes, std::move(request),
      [](const KsgRequest& owned, Control& control) { return ksg(owned, control); },
      [](Napi::Env env, const KsgResult& result) {
        auto object = Napi::Object::New(env);
        object.Set("value", result.value);
        object.Set("tied", static_cast<double>(result.tied));
        return object;
      });
}

Napi::Value start_sliced_ksg(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa) {
  const auto object = info[0].As<Napi::Object>();
  SlicedRequest request;
  request.projections = static_cast<std::size_t>(number(object, "projections"));
  request.dimension = static_cast<std::size_t>(number(object, "dimension"));
  request.seed = static_cast<std::uint64_t>(number(object, "seed"));
  request.samples = read_ksg(object, isa);
  const std::size_t bytes = bytes_of(request.samples);
  return start_job(
      info, queue, bytes, std::move(request),
      [](const SlicedRequest& owned, Control& control) { return sliced_ksg(owned, control); },
      [](Napi::Env env, const std::vector<double>& slices) { return to_array(env, slices); });
}

Napi::Value start_nearest_entropy(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa) {
  const auto object = info[0].As<Napi::Object>();
  NearestEntropyRequest request;
  request.n = static_cast<std::size_t>(number(object, "n"));
  request.d = static_cast<std::size_t>(number(object, "d"));
  request.k = static_cast<std::size_t>(number(object, "k"));
  request.threads = read_threads(object);
  request.isa = isa;
  const std::string metric = object.Get("metric").ToString();
  request.metric = metric == "chebyshev" ? Metric::kChebyshev : Metric::kEuclidean;
  request.samples = read_doubles(object.Get("samples"), request.n * request.d, "samples");
  const std::size_t bytes = request.samples.size() * sizeof(double);
  return start_job(
      info, queue, bytes, std::move(request),
      [](const NearestEntropyRequest& owned, Control& control) { return nearest_entropy(owned, control); },
      [](Napi::Env env, double value) { return Napi::Number::New(env, value); });
}

}  // namespace infoflow
