#include "clustering/k_means.h"

#include <cmath>

#include "clustering/lloyd.h"
#include "clustering/seeding.h"
#include "errors.h"

namespace infoflow {

namespace {

// See PURPOSES in lib/random/random.ts.
constexpr std::uint32_t kSeedingPurpose = 24;

std::vector<double> in_frame(std::vector<double> centers, const Frame& frame) {
  const std::size_t d = frame.shift.size();
  for (std::size_t i = 0; i < centers.size(); ++i) centers[i] = centers[i] / frame.scale - frame.shift[i % d];
  return centers;
}

std::vector<double> out_of_frame(std::vector<double> centers, const Frame& frame) {
  const std::size_t d = frame.shift.size();
  for (std::size_t i = 0; i < centers.size(); ++i) centers[i] = (centers[i] + frame.shift[i % d]) * frame.scale;
  return centers;
}

template <class Real>
Clustering best_run(const Rows<Real>& rows, const KMeansRequest& request, const Control& control) {
  LloydSettings settings{request.max_iterations, 0, request.threads, request.isa};
  if (request.tolerance > 0) settings.tolerance = request.tolerance * mean_variance(rows, request.threads, control);
  if (!request.start.empty()) {
    return lloyd(rows, request.weights, in_frame(request.start, rows.frame), settings, control);
  }
  Clustering best;
  for (std::uint32_t run = 0; run < request.runs; ++run) {
    auto start = seed_centers(rows, request.weights, request.k, {request.seed, kSeedingPurpose, run, 0},
                              request.threads, request.isa, control);
    auto found = lloyd(rows, request.weights, std::move(start), settings, control);
    if (run == 0 || found.inertia < best.inertia) best = std::move(found);
  }
  return best;
}

std::size_t occupied_clusters(const std::vector<std::int32_t>& labels, std::size_t k) {
  std::vector<bool> has_rows(k, false);
  for (const std::int32_t label : labels) has_rows[static_cast<std::size_t>(label)] = true;
  std::size_t count = 0;
  for (const bool occupied : has_rows) count += occupied ? 1 : 0;
  return count;
}

}  // namespace

KMeansResult k_means(KMeansRequest request, const Control& control) {
  const AnyRows any = prepare_rows(std::move(request.samples), request.n, request.d, request.threads, control);
  return std::visit(
      [&](const auto& rows) {
        auto found = best_run(rows, request, control);
        KMeansResult result;
        result.occupied = occupied_clusters(found.labels, request.k);
        result.inertia = found.inertia * rows.frame.scale * rows.frame.scale;
        if (!std::isfinite(result.inertia)) {
          throw ArgumentError("samples", "squared distances pass the largest number; divide all values by 1e10 or so");
        }
        result.labels = std::move(found.labels);
        result.centers = out_of_frame(std::move(found.centers), rows.frame);
        result.iterations = found.iterations;
        result.converged = found.converged;
        return result;
      },
      any);
}

}  // namespace infoflow
