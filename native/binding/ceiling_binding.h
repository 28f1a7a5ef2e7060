// `gaussianCeiling` of lib/native/addon.ts.
#pragma once

#include "promise_job.h"
#include "simd/isa.h"

namespace infoflow {

Napi::Value start_gaussian_ceiling(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa);

}  // namespace infoflow
