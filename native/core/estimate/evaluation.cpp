#include "estimate/evaluation.h"

#include <algorithm>
#include <numeric>

#include "math/logarithm.h"
#include "mixture/scaled_samples.h"
#include "random/normal.h"

namespace infoflow {

namespace {

// Groups up to this many centers are laid out when they are needed; larger ones once.
constexpr std::size_t kSmallGroup = 64;
// Pairs between two looks at the cancel flag: a few milliseconds.
constexpr std::size_t kPairsPerLook = std::size_t{1} << 22;
constexpr double kLn2 = 0.69314718055994530942;

}  // namespace

Evaluator::Evaluator(const GroupedMixture& mixture, const Request& request, const Control& control)
    : mixture_(mixture),
      control_(control),
      seed_(request.seed),
      kernel_(kernel_for(request.isa)),
      all_(mixture.d, kernel_.lanes) {
  all_.assign(mixture.points.data(), mixture.all.centers, mixture.all.weights);
  for (std::size_t c = 0; c < mixture.conditions.size(); ++c) {
    const auto& condition = mixture.conditions[c];
    if (condition.exact) continue;
    sampled_.push_back(c);
    auto& large = large_groups_.emplace_back(condition.mixtures.size());
    for (std::size_t g = 0; g < large.size(); ++g) {
      const auto& group = condition.mixtures[g];
      if (group.centers.size() <= kSmallGroup) continue;
      large[g] = std::make_unique<BlockedCenters>(mixture.d, kernel_.lanes);
      large[g]->assign(mixture.points.data(), group.centers, group.weights);
    }
  }
}

EvaluatedBlock Evaluator::evaluate(std::span<const std::size_t> atoms, std::uint32_t draws, const Name& name) const {
  const Points points = draw(atoms, draws, name);
  EvaluatedBlock block;
  block.visits = atoms.size();
  block.points = points.exponents.size();
  block.quantities.resize(block.points * size());
  const auto store = [&](std::size_t quantity, const std::vector<double>& values) {
    for (std::size_t p = 0; p < block.points; ++p) block.quantities[p * size() + quantity] = values[p];
  };
  store(0, points.exponents);
  for (std::size_t p = 0; p < block.points; ++p) block.quantities[p * size()] *= kLn2;
  store(1, log_sums(points, all_));
  for (std::size_t i = 0; i < sampled_.size(); ++i) store(2 + i, group_log_sums(points, atoms, i));
  return block;
}

Evaluator::Points Evaluator::draw(std::span<const std::size_t> atoms, std::uint32_t draws, const Name& name) const {
  const std::size_t d = mixture_.d, visits = atoms.size();
  Points points;
  points.coordinates.resize(visits * draws * d);
  points.exponents.resize(visits * draws);
  for (std::uint32_t r = 0; r < draws; ++r) {
    double* noise = points.coordinates.data() + r * visits * d;
    fill_normals({seed_, 0, 2 * name.stage, name.first_draw + r}, name.first_visit * d, visits * d, noise);
    for (std::size_t v = 0; v < visits; ++v) {
      const double* center = mixture_.points.data() + mixture_.atoms.center[atoms[v]] * d;
      double exponent = 0;
      for (std::size_t k = 0; k < d; ++k) {
        double& y = noise[v * d + k];
        y = center[k] + kScale * y;
        // From the stored, rounded point: the kernel's own term is then 1 up to its exp2.
        const double difference = center[k] - y;
        exponent += difference * difference;
      }
      points.exponents[r * visits + v] = exponent;
    }
  }
  return points;
}

std::vector<double> Evaluator::log_sums(const Points& points, const BlockedCenters& centers) const {
  const std::size_t count = points.exponents.size();
  std::vector<double> sums(count, 0.0);
  const std::size_t stride = kPairsPerLook / (count * kernel_.lanes) + 1;
  for (std::size_t b = 0; b < centers.blocks(); b += stride) {
    control_.check();
    const auto view = centers.view(b, std::min(stride, centers.blocks() - b));
    kernel_.pair_sum(points.coordinates.data(), points.exponents.data(), count, view, sums.data());
  }
  for (double& sum : sums) sum = natural_log(sum);
  return sums;
}

// Points of one group go to the kernel together.
std::vector<double> Evaluator::group_log_sums(const Points& points, std::span<const std::size_t> atoms,
                                              std::size_t i) const {
  const std::size_t d = mixture_.d;
  const auto& condition = mixture_.conditions[sampled_[i]];
  const auto group_of = [&](std::size_t point) { return condition.group_of_atom[atoms[point % atoms.size()]]; };
  std::vector<std::size_t> order(points.exponents.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return group_of(a) < group_of(b); });

  std::vector<double> result(order.size());
  BlockedCenters small(d, kernel_.lanes);
  Points of_group;
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    const std::size_t group = group_of(order[begin]);
    of_group.coordinates.clear();
    of_group.exponents.clear();
    for (end = begin; end < order.size() && group_of(order[end]) == group; ++end) {
      const double* y = points.coordinates.data() + order[end] * d;
      of_group.coordinates.insert(of_group.coordinates.end(), y, y + d);
      of_group.exponents.push_back(points.exponents[order[end]]);
    }
    const BlockedCenters* centers = large_groups_[i][group].get();
    if (centers == nullptr) {
      const auto& components = condition.mixtures[group];
      small.assign(mixture_.points.data(), components.centers, components.weights);
      centers = &small;
    }
    const auto sums = log_sums(of_group, *centers);
    for (std::size_t k = begin; k < end; ++k) result[order[k]] = sums[k - begin];
  }
  return result;
}

}  // namespace infoflow
