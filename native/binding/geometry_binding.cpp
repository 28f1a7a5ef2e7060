#include "geometry_binding.h"

#include <string>

#include "clustering/collapse.h"
#include "clustering/components.h"
#include "clustering/pair_histogram.h"
#include "clustering/singular_values.h"
#include "request.h"
#include "row_data.h"

namespace infoflow {

namespace {

Napi::Object to_object(Napi::Env env, const PairCounts& counts) {
  auto object = Napi::Object::New(env);
  object.Set("bins", to_array(env, std::vector<double>(counts.bins.begin(), counts.bins.end())));
  object.Set("pairs", static_cast<double>(counts.pairs));
  object.Set("sum", counts.sum);
  return object;
}

}  // namespace

Napi::Value start_pair_histograms(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa) {
  const auto object = info[0].As<Napi::Object>();
  PairHistogramRequest request;
  const std::string measure = object.Get("measure").ToString();
  request.measure = measure == "cosine" ? PairMeasure::kCosine : PairMeasure::kDistance;
  const auto bins = static_cast<std::size_t>(number(object, "bins"));
  request.edges = read_doubles(object.Get("edges"), bins + 1, "edges");
  request.rows = read_labelled_rows(object, isa);
  const std::size_t bytes = bytes_of(request.rows.samples);
  return start_job(
      info, queue, bytes, std::move(request),
      [](const PairHistogramRequest& owned, Control& control) { return pair_histograms(owned, control); },
      [](Napi::Env env, const PairHistograms& result) {
        auto found = Napi::Object::New(env);
        found.Set("within", to_object(env, result.within));
        found.Set("across", to_object(env, result.across));
        found.Set("zeroRows", static_cast<double>(result.zero_rows));
        return found;
      });
}

Napi::Value start_connected_components(const Napi::CallbackInfo& info, JobQueue& queue, Isa) {
  const auto object = info[0].As<Napi::Object>();
  ComponentsRequest request;
  request.n = static_cast<std::size_t>(number(object, "n"));
  request.d = static_cast<std::size_t>(number(object, "d"));
  request.threshold = number(object, "threshold");
  request.threads = read_threads(object);
  request.samples = read_row_data(object.Get("samples"), request.n * request.d);
  const std::size_t bytes = bytes_of(request.samples);
  return start_job(
      info, queue, bytes, std::move(request),
      [](const ComponentsRequest& owned, Control& control) { return connected_components(owned, control); },
      [](Napi::Env env, const LinkedRows& result) {
        auto found = Napi::Object::New(env);
        found.Set("labels", to_array(env, result.labels));
        found.Set("count", static_cast<double>(result.count));
        return found;
      });
}

Napi::Value start_collapse(const Napi::CallbackInfo& info, JobQueue& queue, Isa isa) {
  const auto object = info[0].As<Napi::Object>();
  CollapseRequest request;
  const Napi::Value classifier = object.Get("classifier"), biases = object.Get("biases");
  request.rows = read_labelled_rows(object, isa);
  if (!classifier.IsNull()) {
    request.classifier = read_doubles(classifier, request.rows.classes * request.rows.d, "classifier");
    request.biases = read_doubles(biases, request.rows.classes, "classifier");
  }
  const std::size_t bytes = bytes_of(request.rows.samples);
  return start_job(
      info, queue, bytes, std::move(request),
      [](const CollapseRequest& owned, Control& control) { return collapse(owned, control); },
      [](Napi::Env env, const Collapse& result) {
        auto found = Napi::Object::New(env);
        found.Set("means", to_array(env, result.means));
        found.Set("nc1", result.nc1);
        found.Set("directions", static_cast<double>(result.directions));
        found.Set("nearestMeanErrors", static_cast<double>(result.nearest_mean_errors));
        found.Set("disagreements", static_cast<double>(result.disagreements));
        return found;
      });
}

Napi::Value start_singular_values(const Napi::CallbackInfo& info, JobQueue& queue, Isa) {
  const auto object = info[0].As<Napi::Object>();
  SingularValuesRequest request;
  request.n = static_cast<std::size_t>(number(object, "n"));
  request.d = static_cast<std::size_t>(number(object, "d"));
  request.origin = object.Get("center").ToBoolean() ? Origin::kMean : Origin::kAsGiven;
  request.threads = read_threads(object);
  request.samples = read_row_data(object.Get("samples"), request.n * request.d);
  const std::size_t bytes = bytes_of(request.samples);
  return start_job(
      info, queue, bytes, std::move(request),
      [](const SingularValuesRequest& owned, Control& control) { return singular_values(owned, control); },
      [](Napi::Env env, const std::vector<double>& values) { return to_array(env, values); });
}

}  // namespace infoflow
