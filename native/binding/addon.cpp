// What JavaScript sees: the names and types of lib/native/addon.ts.

#include <cstdlib>
#include <string>

#include "ceiling_binding.h"
#include "clustering_binding.h"
#include "density_binding.h"
#include "estimate_binding.h"
#include "geometry_binding.h"
#include "job_queue.h"
#include "mixture/blocked_centers.h"
#include "mixture/peak.h"
#include "neighbours_binding.h"
#include "parallel/cores.h"
#include "random/normal.h"
#include "request.h"
#include "simd/isa.h"

namespace infoflow {

// One a JavaScript environment: no state is shared between the main thread and workers.
class InfoflowAddon : public Napi::Addon<InfoflowAddon> {
 public:
  InfoflowAddon(Napi::Env env, Napi::Object exports) : jobs_(env), isa_(choose_isa(wanted_isa())) {
    DefineAddon(exports,
                {InstanceMethod("cpu", &InfoflowAddon::cpu),
                 InstanceMethod("estimate", &InfoflowAddon::start<start_estimate>),
                 InstanceMethod("informationDifference", &InfoflowAddon::start<start_information_difference>),
                 InstanceMethod("logDensity", &InfoflowAddon::start<start_log_density>),
                 InstanceMethod("peak", &InfoflowAddon::peak),
                 InstanceMethod("pointwiseInformation", &InfoflowAddon::start<start_pointwise_information>),
                 InstanceMethod("gaussianCeiling", &InfoflowAddon::start<start_gaussian_ceiling>),
                 InstanceMethod("ksg", &InfoflowAddon::start<start_ksg>),
                 InstanceMethod("slicedKsg", &InfoflowAddon::start<start_sliced_ksg>),
                 InstanceMethod("nearestEntropy", &InfoflowAddon::start<start_nearest_entropy>),
                 InstanceMethod("pairwiseInformation", &InfoflowAddon::start<start_pairwise_information>),
                 InstanceMethod("kernelDensityEntropy", &InfoflowAddon::start<start_kernel_density_entropy>),
                 InstanceMethod("gaussianLogDeterminants", &InfoflowAddon::start<start_gaussian_log_determinants>),
                 InstanceMethod("kMeans", &InfoflowAddon::start<start_k_means>),
                 InstanceMethod("silhouettes", &InfoflowAddon::start<start_silhouettes>),
                 InstanceMethod("separation", &InfoflowAddon::start<start_separation>),
                 InstanceMethod("pairHistograms", &InfoflowAddon::start<start_pair_histograms>),
                 InstanceMethod("connectedComponents", &InfoflowAddon::start<start_connected_components>),
                 InstanceMethod("collapse", &InfoflowAddon::start<start_collapse>),
                 InstanceMethod("singularValues", &InfoflowAddon::start<start_singular_values>),
                 InstanceMethod("fillNormals", &InfoflowAddon::normals),
                 InstanceMethod("fillBits", &InfoflowAddon::bits),
                 InstanceMethod("normalQuantile", &InfoflowAddon::quantile)});
  }

 private:
  static std::string wanted_isa() {
    const char* wanted = std::getenv("INFOFLOW_ISA");
    return wanted == nullptr ? "" : wanted;
  }

  Napi::Value cpu(const Napi::CallbackInfo& info) {
    const Napi::Env env = info.Env();
    auto object = Napi::Object::New(env);
    object.Set("isa", std::string(isa_name(isa_)));
    const auto& usable = usable_isas();
    auto levels = Napi::Array::New(env, usable.size());
    for (std::uint32_t i = 0; i < usable.size(); ++i) levels.Set(i, std::string(isa_name(usable[i])));
    object.Set("levels", levels);
    object.Set("cores", usable_cores());
    return object;
  }

  Napi::Value peak(const Napi::CallbackInfo& info) {
    constexpr int kRounds = 20;
    const auto d = static_cast<std::size_t>(info[0].As<Napi::Number>().DoubleValue());
    const Kernel& kernel = kernel_for(isa_);
    auto object = Napi::Object::New(info.Env());
    object.Set("lanes", static_cast<double>(kernel.lanes));
    object.Set("multiplyAdds", measure_peak(kernel, kRounds).multiply_adds);
    object.Set("operationsPerBlock", operations_per_block(d, d >= kDotFormFrom));
    return object;
  }

  template <Napi::Value (*Start)(const Napi::CallbackInfo&, JobQueue&, Isa)>
  Napi::Value start(const Napi::CallbackInfo& info) {
    return Start(info, jobs_, isa_);
  }

  Napi::Value normals(const Napi::CallbackInfo& info) {
    const RandomKey key = read_key(info[1]);
    const bool single = info[0].IsTypedArray() && info[0].As<Napi::TypedArray>().TypedArrayType() == napi_float32_array;
    const auto array = typed_array(info[0], single ? napi_float32_array : napi_float64_array, 0, "out");
    if (single) {
      fill_normals(key, 0, array.ElementLength(), array.As<Napi::Float32Array>().Data());
    } else {
      fill_normals(key, 0, array.ElementLength(), array.As<Napi::Float64Array>().Data());
    }
    return info.Env().Undefined();
  }

  Napi::Value bits(const Napi::CallbackInfo& info) {
    const RandomKey key = read_key(info[1]);
    const auto array = typed_array(info[0], napi_uint32_array, 0, "out");
    fill_bits(key, array.ElementLength(), array.As<Napi::Uint32Array>().Data());
    return info.Env().Undefined();
  }

  Napi::Value quantile(const Napi::CallbackInfo& info) {
    return Napi::Number::New(info.Env(), normal_quantile(info[0].As<Napi::Number>().DoubleValue()));
  }

  JobQueue jobs_;
  Isa isa_;
};

}  // namespace infoflow

using infoflow::InfoflowAddon;
NODE_API_ADDON(InfoflowAddon)
