// k-means and the scores of clusters of lib/native/clustering.ts.
#pragma once

#include "promise_job.h"
#include "simd/isa.h"

namespace infoflow {

Napi::Value start_k_means(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa);
Napi::Value start_silhouettes(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa);
Napi::Value start_separation(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa);

}  // namespace infoflow
