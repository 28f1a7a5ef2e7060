// `logDensity` of lib/native/addon.ts; `pairwiseInformation`, `kernelDensityEntropy` and `gaussianLogDeterminants` of
// lib/native/estimators.ts.
#pragma once

#include "promise_job.h"
#include "simd/isa.h"

namespace infoflow {

Napi::Value start_log_density(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa);
Napi::Value start_pairwise_information(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa);
Napi::Value start_kernel_density_entropy(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa);
Napi::Value start_gaussian_log_determinants(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa);

}  // namespace infoflow
