#include "estimate/evaluation.h"

#include "math/constants.h"
#include "math/logarithm.h"

namespace infoflow {

Evaluator::Evaluator(const GroupedMixture& mixture, const Request& request, const Control& control)
    : mixture_(mixture), all_{Parts{mixture.all}}, all_sums_(mixture.points, mixture.d, all_, request.isa, control) {
  for (std::size_t c = 0; c < mixture.conditions.size(); ++c) {
    if (mixture.conditions[c].exact) continue;
    sampled_.push_back(c);
    auto& groups = groups_.emplace_back();
    for (const Components& group : mixture.conditions[c].mixtures) groups.push_back({group});
  }
  for (const auto& groups : groups_) group_sums_.emplace_back(mixture.points, mixture.d, groups, request.isa, control);
}

std::vector<double> Evaluator::evaluate(std::span<const std::size_t> atoms, std::span<const double> normals,
                                        std::size_t width) const {
  std::vector<std::size_t> centers;
  for (const std::size_t atom : atoms) centers.push_back(mixture_.atoms.center[atom]);
  const Points points = points_around(mixture_.points, mixture_.d, centers, normals, width);
  std::vector<double> quantities(points.size() * size());
  for (std::size_t p = 0; p < points.size(); ++p) quantities[p * size()] = kLn2 * points.exponents[p];

  std::vector<std::size_t> group(points.size(), 0);
  const auto store = [&](std::size_t quantity, const GroupSums& of_groups) {
    const std::vector<double> sums = of_groups.sums(points, group);
    for (std::size_t p = 0; p < points.size(); ++p) quantities[p * size() + quantity] = natural_log(sums[p]);
  };
  store(1, all_sums_);
  for (std::size_t i = 0; i < sampled_.size(); ++i) {
    const auto& of_atom = mixture_.conditions[sampled_[i]].group_of_atom;
    for (std::size_t p = 0; p < points.size(); ++p) group[p] = of_atom[atoms[p]];
    store(2 + i, group_sums_[i]);
  }
  return quantities;
}

}  // namespace infoflow
