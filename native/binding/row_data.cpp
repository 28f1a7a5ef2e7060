#include "row_data.h"

#include <algorithm>

#include "request.h"

namespace infoflow {

RowData read_row_data(const Napi::Value& samples, std::size_t length) {
  const bool single = samples.IsTypedArray() && samples.As<Napi::TypedArray>().TypedArrayType() == napi_float32_array;
  if (single) return read_singles(samples, length, "samples");
  return read_doubles(samples, length, "samples");
}

std::size_t bytes_of(const RowData& data) {
  return std::visit([](const auto& values) { return values.size() * sizeof(values[0]); }, data);
}

LabelledRows read_labelled_rows(const Napi::Object& object, Isa isa) {
  LabelledRows rows;
  rows.n = static_cast<std::size_t>(number(object, "n"));
  rows.d = static_cast<std::size_t>(number(object, "d"));
  rows.classes = static_cast<std::size_t>(number(object, "classes"));
  rows.threads = read_threads(object);
  rows.isa = isa;
  const Napi::Value labels = object.Get("labels"), samples = object.Get("samples");
  rows.labels = read_integers(labels, rows.n, "labels");
  rows.samples = read_row_data(samples, rows.n * rows.d);
  return rows;
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

}  // namespace infoflow
