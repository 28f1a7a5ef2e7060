#include "estimate/conditions.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <unordered_map>

#include "math/logarithm.h"
#include "mixture/distinct_rows.h"
#include "neighbours/kd_tree.h"

namespace infoflow {

namespace {

constexpr auto kNone = static_cast<std::size_t>(-1);

bool one_center_per_group(const std::vector<std::size_t>& groups, std::size_t count,
                          const std::vector<std::size_t>& centers, std::span<const double> weights) {
  std::vector<std::size_t> seen(count, kNone);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (weights[i] == 0) continue;
    auto& center = seen[groups[i]];
    if (center == kNone) center = centers[i];
    if (center != centers[i]) return false;
  }
  return true;
}

// Splits every class of `of_row` by `groups`; classes are renumbered by first appearance. Returns their number.
std::size_t refine(std::vector<std::size_t>& of_row, const std::vector<std::size_t>& groups, std::size_t group_count,
                   const Control& control) {
  std::unordered_map<std::size_t, std::size_t> numbers;
  for (std::size_t i = 0; i < of_row.size(); ++i) {
    control.check_at(i);
    of_row[i] = numbers.try_emplace(of_row[i] * group_count + groups[i], numbers.size()).first->second;
  }
  return numbers.size();
}

// An order of some rows in which neighbours lie together, for CenterRuns; it depends on the points alone, not on the
// order of the rows. A few rows stay as they are.
std::vector<std::size_t> neighbours_together(const std::vector<double>& rows, std::size_t d,
                                             std::span<const std::size_t> first, const Control& control) {
  constexpr std::size_t kFew = 64;
  // As fine as the lanes of the widest kernel.
  constexpr std::size_t kLeafSize = 16, kBlock = 8;
  std::vector<std::size_t> order(first.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (first.size() <= kFew || first.size() >= std::numeric_limits<std::uint32_t>::max()) return order;
  std::vector<double> points;
  points.reserve(first.size() * d);
  for (std::size_t i = 0; i < first.size(); ++i) {
    control.check_at(i);
    const double* row = rows.data() + first[i] * d;
    points.insert(points.end(), row, row + d);
  }
  const KdTree tree(points.data(), first.size(), d, kLeafSize, control, kBlock);
  std::copy(tree.order().begin(), tree.order().end(), order.begin());
  return order;
}

// The mixture of each group, its centers in ascending order, equal ones merged.
std::vector<Components> group_components(const Atoms& atoms, const Condition& condition, const Control& control) {
  std::vector<std::size_t> order(atoms.center.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  sort(order.begin(), order.end(), control, [&](std::size_t a, std::size_t b) {
    const auto group_a = condition.group_of_atom[a], group_b = condition.group_of_atom[b];
    if (group_a != group_b) return group_a < group_b;
    if (atoms.center[a] != atoms.center[b]) return atoms.center[a] < atoms.center[b];
    return a < b;
  });
  std::vector<Components> mixtures(condition.groups);
  for (const std::size_t a : order) {
    const std::size_t group = condition.group_of_atom[a];
    auto& mixture = mixtures[group];
    const double weight = atoms.weight[a] / condition.probabilities[group];
    if (!mixture.centers.empty() && mixture.centers.back() == atoms.center[a]) {
      mixture.weights.back() += weight;
    } else {
      mixture.centers.push_back(atoms.center[a]);
      mixture.weights.push_back(weight);
    }
  }
  return mixtures;
}

}  // namespace

std::vector<std::size_t> dense_labels(const std::vector<std::int32_t>& labels, std::size_t& count,
                                      const Control& control) {
  std::unordered_map<std::int32_t, std::size_t> numbers;
  std::vector<std::size_t> dense(labels.size());
  for (std::size_t i = 0; i < labels.size(); ++i) {
    control.check_at(i);
    dense[i] = numbers.try_emplace(labels[i], numbers.size()).first->second;
  }
  count = numbers.size();
  return dense;
}

GroupedMixture group_mixture(const std::vector<double>& rows, std::size_t n, std::size_t d,
                             std::span<const double> weights, const std::vector<std::vector<std::int32_t>>& labels,
                             const Control& control) {
  const DistinctRows distinct = distinct_rows(rows.data(), n, d, control);
  GroupedMixture mixture;
  mixture.d = d;
  std::vector<std::size_t> atom_of_row = distinct.id;
  std::size_t atom_count = distinct.first.size();

  std::vector<std::vector<std::size_t>> groups_of_row;
  for (const auto& given : labels) {
    Condition condition;
    if (given.empty()) {
      condition.exact = true;
      condition.groups = n;
      condition.smallest_group = 1;
      condition.probabilities.assign(weights.begin(), weights.end());
      groups_of_row.emplace_back();
    } else {
      auto groups = dense_labels(given, condition.groups, control);
      std::vector<std::size_t> sizes(condition.groups, 0);
      condition.probabilities.assign(condition.groups, 0.0);
      for (std::size_t i = 0; i < n; ++i) {
        ++sizes[groups[i]];
        condition.probabilities[groups[i]] += weights[i];
      }
      condition.smallest_group = *std::min_element(sizes.begin(), sizes.end());
      condition.exact = one_center_per_group(groups, condition.groups, distinct.id, weights);
      if (!condition.exact) atom_count = refine(atom_of_row, groups, condition.groups, control);
      groups_of_row.push_back(std::move(groups));
    }
    mixture.conditions.push_back(std::move(condition));
  }

  // Atoms and centers of weight 0 are dropped here, so that every later weight is positive.
  std::vector<double> atom_weight(atom_count, 0.0), center_weight(distinct.first.size(), 0.0);
  std::vector<std::size_t> atom_row(atom_count, kNone);
  for (std::size_t i = 0; i < n; ++i) {
    control.check_at(i);
    atom_weight[atom_of_row[i]] += weights[i];
    center_weight[distinct.id[i]] += weights[i];
    if (atom_row[atom_of_row[i]] == kNone) atom_row[atom_of_row[i]] = i;
  }
  std::vector<std::size_t> kept(distinct.first.size(), kNone);
  for (const std::size_t c : neighbours_together(rows, d, distinct.first, control)) {
    control.check_at(mixture.all.centers.size());
    if (center_weight[c] == 0) continue;
    kept[c] = mixture.all.centers.size();
    mixture.all.centers.push_back(kept[c]);
    mixture.all.weights.push_back(center_weight[c]);
    const auto row = rows.begin() + static_cast<std::ptrdiff_t>(distinct.first[c] * d);
    mixture.points.insert(mixture.points.end(), row, row + static_cast<std::ptrdiff_t>(d));
  }
  mixture.center_of_row.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    control.check_at(i);
    mixture.center_of_row[i] = kept[distinct.id[i]];
  }
  const auto center_of_atom = [&](std::size_t a) { return kept[distinct.id[atom_row[a]]]; };
  // By center: each begins where those before it end.
  std::vector<std::size_t> next(mixture.all.centers.size() + 1, 0);
  const auto kept_atoms = [&](const auto& visit) {
    for (std::size_t a = 0; a < atom_count; ++a) {
      control.check_at(a);
      if (atom_weight[a] > 0) visit(a);
    }
  };
  kept_atoms([&](std::size_t a) { ++next[center_of_atom(a) + 1]; });
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<std::size_t> atoms(next.back());
  kept_atoms([&](std::size_t a) { atoms[next[center_of_atom(a)]++] = a; });
  for (const std::size_t a : atoms) {
    control.check_at(mixture.atoms.center.size());
    mixture.atoms.center.push_back(center_of_atom(a));
    mixture.atoms.weight.push_back(atom_weight[a]);
    for (std::size_t c = 0; c < labels.size(); ++c) {
      if (!mixture.conditions[c].exact) mixture.conditions[c].group_of_atom.push_back(groups_of_row[c][atom_row[a]]);
    }
  }
  for (auto& condition : mixture.conditions) {
    if (!condition.exact) condition.mixtures = group_components(mixture.atoms, condition, control);
  }
  return mixture;
}

double discrete_entropy(std::span<const double> probabilities) {
  double entropy = 0;
  for (const double p : probabilities) {
    if (p > 0) entropy -= p * natural_log(p);
  }
  return entropy;
}

}  // namespace infoflow
