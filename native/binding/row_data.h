// Rows for the clustering, in the caller's precision, and arrays back to JavaScript.
#pragma once

#include <vector>

#include "clustering/silhouette.h"
#include "napi_setup.h"

namespace infoflow {

// A copy of a Float32Array or Float64Array.
RowData read_row_data(const Napi::Value& samples, std::size_t length);
std::size_t bytes_of(const RowData& data);

// NativeLabelledRows of lib/native/clustering.ts; copies all data.
LabelledRows read_labelled_rows(const Napi::Object& object, Isa isa);

Napi::Float64Array to_array(Napi::Env env, const std::vector<double>& values);
Napi::Int32Array to_array(Napi::Env env, const std::vector<std::int32_t>& values);

}  // namespace infoflow
