#include "estimate/two_levels.h"

#include <cmath>

#include "estimate/clusters.h"
#include "estimate/evaluation.h"
#include "estimate/information_sampling.h"

namespace infoflow {

namespace {

// Of the sampling of ln q; that of the rest is far below.
constexpr std::uint32_t kFirstCoarseStage = 1 << 16;

Value sum(const Value& a, const Value& b) {
  return {a.value + b.value, std::hypot(a.standard_error, b.standard_error), a.bound + b.bound,
          joint_degrees_of_freedom(a, b)};
}

Information sum(const Information& a, const Information& b) {
  Information information;
  information.total = sum(a.total, b.total);
  for (std::size_t c = 0; c < a.mutual.size(); ++c) {
    information.conditional.push_back(sum(a.conditional[c], b.conditional[c]));
    information.mutual.push_back(sum(a.mutual[c], b.mutual[c]));
  }
  return information;
}

}  // namespace

std::optional<Information> information_at_two_levels(const GroupedMixture& mixture, const Request& request,
                                                     double bound, const Control& control) {
  const std::vector<std::size_t> clusters = clusters_of_centers(mixture, control);
  const Evaluator full(mixture, request, control), coarse(mixture, request, control, clusters);
  const auto evaluate_coarse = [&](std::span<const std::size_t> atoms, std::span<const double> normals) {
    return coarse.evaluate(atoms, normals, mixture.d);
  };
  // The exponent stays: it is the control variate here too.
  const auto evaluate_rest = [&](std::span<const std::size_t> atoms, std::span<const double> normals) {
    std::vector<double> values = full.evaluate(atoms, normals, mixture.d);
    const std::vector<double> of_coarse = coarse.evaluate(atoms, normals, mixture.d);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] -= i % full.size() == 0 ? 0 : of_coarse[i];
    return values;
  };
  InformationSampling of_coarse(mixture, evaluate_coarse, all_atoms(mixture), request, control, kFirstCoarseStage);
  InformationSampling of_rest(mixture, evaluate_rest, all_atoms(mixture), request, control);

  // Square roots of cost times variance, of a point each; ln p varies about as much as ln q.
  const double error = of_coarse.pilot_error(), error_of_rest = of_rest.pilot_error();
  const double per_point = full.pairs() / static_cast<double>(of_rest.draws());
  const double coarse_per_point = coarse.pairs() / static_cast<double>(of_rest.draws() + of_coarse.draws());
  const double alone = error * std::sqrt(per_point);
  const double work = error * std::sqrt(coarse_per_point);
  const double work_of_rest = error_of_rest * std::sqrt(per_point + coarse_per_point);
  if (!(work + work_of_rest < alone)) return std::nullopt;
  // The least work for a variance has it shared out like this.
  const double share = work / (work + work_of_rest);
  Information information = sum(of_coarse.sample(request.tolerance * std::sqrt(share), 0),
                                of_rest.sample(request.tolerance * std::sqrt(1 - share), bound));
  information.draws = of_coarse.draws() + of_rest.draws();
  return information;
}

}  // namespace infoflow
