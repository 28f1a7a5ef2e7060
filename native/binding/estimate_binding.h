// `estimate` and `informationDifference` of lib/native/addon.ts.
#pragma once

#include "promise_job.h"
#include "simd/isa.h"

namespace infoflow {

Napi::Value start_estimate(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa);
Napi::Value start_information_difference(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa);
Napi::Value start_pointwise_information(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa);

}  // namespace infoflow
