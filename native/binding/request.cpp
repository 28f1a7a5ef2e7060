#include "request.h"

#include <string>

namespace infoflow {

namespace {

template <class Element>
const Element* elements(const Napi::TypedArray& array) {
  const auto* bytes = static_cast<const std::uint8_t*>(array.ArrayBuffer().Data());
  return reinterpret_cast<const Element*>(bytes + array.ByteOffset());
}

Method read_method(const Napi::Object& object) {
  const std::string name = object.Get("method").ToString();
  if (name == "sampled") return Method::kSampled;
  if (name == "quadrature") return Method::kQuadrature;
  return Method::kAuto;
}

Population read_population(const Napi::Object& object) {
  const std::string name = object.Get("population").ToString();
  if (name == "sample") return Population::kSample;
  if (name == "groups") return Population::kGroups;
  return Population::kComplete;
}

}  // namespace

double number(const Napi::Object& object, const char* name) {
  const Napi::Value value = object.Get(name);
  if (!value.IsNumber()) {
    throw coded(Napi::TypeError::New(object.Env(), std::string(name) + ": a number is needed"),
                "ERR_INFOFLOW_ARGUMENT_TYPE", name);
  }
  return value.As<Napi::Number>().DoubleValue();
}

std::vector<double> read_doubles(const Napi::Value& value, std::size_t length, const char* argument) {
  if (value.IsTypedArray() && value.As<Napi::TypedArray>().TypedArrayType() == napi_float32_array) {
    const auto* data = elements<float>(typed_array(value, napi_float32_array, length, argument));
    return {data, data + length};
  }
  const auto* data = elements<double>(typed_array(value, napi_float64_array, length, argument));
  return {data, data + length};
}

std::vector<float> read_singles(const Napi::Value& value, std::size_t length, const char* argument) {
  const auto* data = elements<float>(typed_array(value, napi_float32_array, length, argument));
  return {data, data + length};
}

std::vector<std::int32_t> read_integers(const Napi::Value& value, std::size_t length, const char* argument) {
  const auto* data = elements<std::int32_t>(typed_array(value, napi_int32_array, length, argument));
  return {data, data + length};
}

Napi::Error coded(Napi::Error error, const char* code, const char* argument) {
  error.Set("code", Napi::String::New(error.Env(), code));
  if (argument != nullptr) error.Set("argument", Napi::String::New(error.Env(), argument));
  return error;
}

Napi::TypedArray typed_array(const Napi::Value& value, napi_typedarray_type type, std::size_t length,
                             const char* argument) {
  const bool right_type = value.IsTypedArray() && value.As<Napi::TypedArray>().TypedArrayType() == type;
  if (!right_type) {
    throw coded(Napi::TypeError::New(value.Env(), std::string(argument) + ": a typed array of another kind is needed"),
                "ERR_INFOFLOW_ARGUMENT_TYPE", argument);
  }
  const auto array = value.As<Napi::TypedArray>();
  if (array.ElementLength() < length || (length > 0 && array.ArrayBuffer().Data() == nullptr)) {
    throw coded(
        Napi::RangeError::New(value.Env(), std::string(argument) + ": " + std::to_string(array.ElementLength()) +
                                               " values are fewer than " + std::to_string(length)),
        "ERR_INFOFLOW_SHAPE", argument);
  }
  return array;
}

NoisyRows read_rows(const Napi::Object& object) {
  NoisyRows rows;
  rows.n = static_cast<std::size_t>(number(object, "n"));
  rows.d = static_cast<std::size_t>(number(object, "d"));
  rows.sigma = number(object, "sigma");
  const Napi::Value weights = object.Get("weights");
  const Napi::Value samples = object.Get("samples");
  // Pointers last: nothing below runs JavaScript that could detach a buffer.
  if (!weights.IsNull()) {
    rows.weights = read_doubles(weights, rows.n, "weights");
  }
  rows.samples = read_doubles(samples, rows.n * rows.d, "samples");
  return rows;
}

int read_threads(const Napi::Object& object) { return static_cast<int>(number(object, "threads")); }

Request read_request(const Napi::Object& object, Isa isa) {
  Request request;
  static_cast<NoisyRows&>(request) = read_rows(object);
  request.population = read_population(object);
  request.method = read_method(object);
  request.draws = static_cast<std::uint64_t>(number(object, "draws"));
  request.tolerance = number(object, "tolerance");
  request.seed = static_cast<std::uint64_t>(number(object, "seed"));
  request.threads = read_threads(object);
  request.isa = isa;
  const auto conditions = object.Get("conditions").As<Napi::Array>();
  for (std::uint32_t i = 0; i < conditions.Length(); ++i) {
    const Napi::Value labels = conditions.Get(i);
    auto& condition = request.conditions.emplace_back();
    if (labels.IsNull()) continue;
    condition = read_integers(labels, request.n, "given");
  }
  return request;
}

RandomKey read_key(const Napi::Value& value) {
  const auto object = value.As<Napi::Object>();
  return {static_cast<std::uint64_t>(number(object, "seed")), static_cast<std::uint32_t>(number(object, "purpose")),
          static_cast<std::uint32_t>(number(object, "stream")), static_cast<std::uint32_t>(number(object, "step"))};
}

}  // namespace infoflow
