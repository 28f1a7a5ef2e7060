#include "estimate_binding.h"

#include <string>
#include <utility>

#include "estimate/difference.h"
#include "estimate/estimate.h"
#include "estimate/pointwise.h"
#include "request.h"
#include "row_data.h"

namespace infoflow {

namespace {

std::size_t bytes_of(const Request& request) {
  std::size_t bytes = (request.samples.size() + request.weights.size()) * sizeof(double);
  for (const auto& condition : request.conditions) bytes += condition.size() * sizeof(std::int32_t);
  return bytes;
}

Napi::Object to_object(Napi::Env env, const Value& value) {
  auto object = Napi::Object::New(env);
  object.Set("value", value.value);
  object.Set("standardError", value.standard_error);
  object.Set("bound", value.bound);
  object.Set("degreesOfFreedom", value.degrees_of_freedom);
  object.Set("skewness", value.skewness);
  return object;
}

Napi::Object to_object(Napi::Env env, const Interval& interval) {
  auto object = Napi::Object::New(env);
  object.Set("low", to_object(env, interval.low));
  object.Set("high", to_object(env, interval.high));
  object.Set("gap", to_object(env, interval.gap));
  return object;
}

Napi::Value interval_or_null(Napi::Env env, bool bracketed, const Interval& interval) {
  return bracketed ? Napi::Value(to_object(env, interval)) : env.Null();
}

Napi::Object to_object(Napi::Env env, const ConditionResult& condition, bool bracketed) {
  auto object = Napi::Object::New(env);
  object.Set("conditionalEntropy", to_object(env, condition.conditional_entropy));
  object.Set("mutualInformation", to_object(env, condition.mutual_information));
  object.Set("conditionalInterval", interval_or_null(env, bracketed, condition.conditional_interval));
  object.Set("mutualInterval", interval_or_null(env, bracketed, condition.mutual_interval));
  object.Set("entropyOfGroups", condition.entropy_of_groups);
  object.Set("groups", static_cast<double>(condition.groups));
  object.Set("smallestGroup", static_cast<double>(condition.smallest_group));
  object.Set("exact", condition.exact);
  return object;
}

Napi::Object to_object(Napi::Env env, const Result& result) {
  auto object = Napi::Object::New(env);
  object.Set("entropy", to_object(env, result.entropy));
  object.Set("entropyInterval", interval_or_null(env, result.bracketed, result.entropy_interval));
  auto conditions = Napi::Array::New(env, result.conditions.size());
  for (std::uint32_t i = 0; i < result.conditions.size(); ++i) {
    conditions.Set(i, to_object(env, result.conditions[i], result.bracketed));
  }
  object.Set("conditions", conditions);
  object.Set("entropyOfRows", result.entropy_of_rows);
  object.Set("gaussianCeiling", result.gaussian_ceiling);
  object.Set("centers", static_cast<double>(result.centers));
  object.Set("draws", static_cast<double>(result.draws));
  object.Set("method", result.method == Method::kQuadrature ? "quadrature" : "sampled");
  return object;
}

Napi::Object to_object(Napi::Env env, const DifferenceSide& side) {
  auto object = Napi::Object::New(env);
  object.Set("information", side.information);
  object.Set("rowInformation", side.row_information);
  object.Set("gaussianCeiling", side.gaussian_ceiling);
  object.Set("centers", static_cast<double>(side.centers));
  return object;
}

Napi::Object to_object(Napi::Env env, const Difference& difference) {
  auto object = Napi::Object::New(env);
  object.Set("difference", to_object(env, difference.value));
  object.Set("interval", interval_or_null(env, difference.bracketed, difference.interval));
  object.Set("conditionalGap", difference.conditional_gap);
  object.Set("a", to_object(env, difference.a));
  object.Set("b", to_object(env, difference.b));
  object.Set("entropyOfRows", difference.entropy_of_rows);
  object.Set("entropyOfGroups", difference.entropy_of_groups);
  object.Set("smallestGroup", static_cast<double>(difference.smallest_group));
  object.Set("draws", static_cast<double>(difference.draws));
  object.Set("method", difference.method == Method::kQuadrature ? "quadrature" : "sampled");
  return object;
}

void add_circumstances(Napi::Object& object, int threads, Isa isa) {
  object.Set("threads", threads);
  object.Set("isa", std::string(isa_name(isa)));
}

}  // namespace

Napi::Value start_estimate(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa) {
  Request request = read_request(info[0].As<Napi::Object>(), isa);
  const std::size_t bytes = bytes_of(request);
  const int threads = request.threads;
  return start_job(
      info, queue, bytes, std::move(request),
      [](Request owned, Control& control) { return estimate(std::move(owned), control); },
      [threads, isa](Napi::Env env, const Result& result) {
        auto object = to_object(env, result);
        add_circumstances(object, threads, isa);
        return object;
      });
}

Napi::Value start_information_difference(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa) {
  const auto object = info[0].As<Napi::Object>();
  Request a = read_request(object, isa);
  Request b = a;
  b.d = static_cast<std::size_t>(number(object, "d2"));
  b.samples = read_doubles(object.Get("samples2"), b.n * b.d, "samples2");
  const std::size_t bytes = bytes_of(a) + bytes_of(b);
  const int threads = a.threads;
  return start_job(
      info, queue, bytes, std::pair(std::move(a), std::move(b)),
      [](std::pair<Request, Request> owned, Control& control) {
        return information_difference(std::move(owned.first), std::move(owned.second), control);
      },
      [threads, isa](Napi::Env env, const Difference& result) {
        auto value = to_object(env, result);
        add_circumstances(value, threads, isa);
        return value;
      });
}

Napi::Value start_pointwise_information(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa) {
  const auto object = info[0].As<Napi::Object>();
  Request request;
  request.draws = static_cast<std::uint64_t>(number(object, "draws"));
  request.seed = static_cast<std::uint64_t>(number(object, "seed"));
  request.threads = read_threads(object);
  request.isa = isa;
  const Napi::Value given = object.Get("given");
  static_cast<NoisyRows&>(request) = read_rows(object);
  request.conditions.resize(1);
  if (!given.IsNull()) request.conditions[0] = read_integers(given, request.n, "given");
  const std::size_t bytes = bytes_of(request);
  return start_job(
      info, queue, bytes, std::move(request),
      [](Request owned, Control& control) { return pointwise_information(std::move(owned), control); },
      [](Napi::Env env, const PointwiseInformation& result) {
        auto found = Napi::Object::New(env);
        found.Set("values", to_array(env, result.values));
        found.Set("standardErrors", to_array(env, result.standard_errors));
        found.Set("draws", static_cast<double>(result.draws));
        return found;
      });
}

}  // namespace infoflow
