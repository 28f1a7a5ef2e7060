// Distances, linked rows, collapse and rank of lib/native/clustering.ts.
#pragma once

#include "promise_job.h"
#include "simd/isa.h"

namespace infoflow {

Napi::Value start_pair_histograms(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa);
Napi::Value start_connected_components(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa);
Napi::Value start_collapse(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa);
Napi::Value start_singular_values(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa);

}  // namespace infoflow
