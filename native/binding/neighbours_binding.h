// `ksg`, `slicedKsg` and `nearestEntropy` of lib/native/estimators.ts.
#pragma once

#include "promise_job.h"
#include "simd/isa.h"

namespace infoflow {

Napi::Value start_ksg(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa);
Napi::Value start_sliced_ksg(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa);
Napi::Value start_nearest_entropy(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa);

}  // namespace infoflow
