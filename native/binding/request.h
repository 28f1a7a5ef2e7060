// From JavaScript values to core types. lib/ has validated shapes and values; types are checked again here, because
// reading a typed array as another one would read out of bounds.
#pragma once

#include <cstdint>
#include <vector>

#include "estimate/estimate.h"
#include "napi_setup.h"
#include "random/philox.h"

namespace infoflow {

// A TypeError or RangeError with infoflow's `code` and `argument`.
Napi::Error coded(Napi::Error error, const char* code, const char* argument);

// Throws unless `value` is a typed array of exactly this kind, attached and of at least `length` elements.
Napi::TypedArray typed_array(const Napi::Value& value, napi_typedarray_type type, std::size_t length,
                             const char* argument);

// NativeRows of lib/native/addon.ts; copies all data.
NoisyRows read_rows(const Napi::Object& object);
int read_threads(const Napi::Object& object);

// A property that is a number.
double number(const Napi::Object& object, const char* name);

// Copies of the first `length` elements: of a Float32Array or Float64Array, of a Float32Array, and of an Int32Array.
// Read them after all else: a getter could detach the buffer of an array that was looked at before.
std::vector<double> read_doubles(const Napi::Value& value, std::size_t length, const char* argument);
std::vector<float> read_singles(const Napi::Value& value, std::size_t length, const char* argument);
std::vector<std::int32_t> read_integers(const Napi::Value& value, std::size_t length, const char* argument);

// NativeEstimateRequest; copies all data.
Request read_request(const Napi::Object& object, Isa isa);

// NativeRandomKey.
RandomKey read_key(const Napi::Value& value);

}  // namespace infoflow
