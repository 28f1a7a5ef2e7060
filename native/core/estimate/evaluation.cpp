#include "estimate/evaluation.h"

#include "math/constants.h"
#include "math/logarithm.h"

namespace infoflow {

Evaluator::Evaluator(const GroupedMixture& mixture, const Request& request, const Control& control,
                     std::span<const std::size_t> clusters)
    : mixture_(mixture), all_{Parts{mixture.all}} {
  for (std::size_t c = 0; c < mixture.conditions.size(); ++c) {
    if (mixture.conditions[c].exact) continue;
    sampled_.push_back(c);
    auto& groups = groups_.emplace_back();
    for (const Components& group : mixture.conditions[c].mixtures) groups.push_back({group});
  }
  all_sums_.emplace(mixture.points, mixture.d, all_, request.isa, control, clusters);
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    group_sums_.emplace_back(mixture.points, mixture.d, groups_[i], request.isa, control, clusters);
    const auto& weights = mixture.conditions[sampled_[i]].probabilities;
    if (!summed_by_ && group_sums_[i].cheaper_than(all_sums_->pairs_of(0), weights)) summed_by_ = i;
  }
  if (summed_by_) all_sums_.reset();
}

std::vector<double> Evaluator::evaluate(std::span<const std::size_t> atoms, std::span<const double> normals,
                                        std::size_t width) const {
  std::vector<std::size_t> centers;
  for (const std::size_t atom : atoms) centers.push_back(mixture_.atoms.center[atom]);
  const Points points = points_around(mixture_.points, mixture_.d, centers, normals, width);
  std::vector<double> quantities(points.size() * size());
  for (std::size_t p = 0; p < points.size(); ++p) quantities[p * size()] = kLn2 * points.exponents[p];

  std::vector<std::size_t> group(points.size(), 0);
  std::size_t pairs = 0;
  const auto store = [&](std::size_t quantity, const std::vector<double>& sums) {
    for (std::size_t p = 0; p < points.size(); ++p) quantities[p * size() + quantity] = natural_log(sums[p]);
  };
  if (all_sums_) store(1, all_sums_->sums(points, group, &pairs));
  for (std::size_t i = 0; i < sampled_.size(); ++i) {
    const Condition& condition = mixture_.conditions[sampled_[i]];
    for (std::size_t p = 0; p < points.size(); ++p) group[p] = condition.group_of_atom[atoms[p]];
    if (i == summed_by_) {
      std::vector<double> all;
      store(2 + i, group_sums_[i].sums_of_all(points, group, condition.probabilities, all, &pairs));
      store(1, all);
    } else {
      store(2 + i, group_sums_[i].sums(points, group, &pairs));
    }
  }
  pairs_ += pairs;
  return quantities;
}

}  // namespace infoflow
