#include "estimate/pointwise.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "estimate/evaluation.h"
#include "estimate/visits.h"

namespace infoflow {

namespace {

constexpr std::uint32_t kBatches = 16;

struct Mean {
  double value = 0;
  double variance = 0;  // of the value
};

// log p(T|group) / p(T) over the draws around one atom: its center and, where groups are sampled, its group.
Mean around_atom(const Batches& batches, std::size_t atom, bool exact) {
  const auto of_batch = [&](std::size_t b) {
    const auto means = batches.means(atom, b);
    return (exact ? 0 : means[2]) - means[1];
  };
  Mean mean;
  const double count = batches.batches();
  for (std::size_t b = 0; b < batches.batches(); ++b) mean.value += of_batch(b) / count;
  for (std::size_t b = 0; b < batches.batches(); ++b) {
    mean.variance += (of_batch(b) - mean.value) * (of_batch(b) - mean.value) / (count * (count - 1));
  }
  return mean;
}

// The weight of each pair of group and atom that rows fall into.
std::map<std::pair<std::size_t, std::size_t>, double> shares(const GroupedMixture& mixture,
                                                             const std::vector<std::int32_t>& labels, std::size_t n,
                                                             const Control& control) {
  const Condition& condition = mixture.conditions.front();
  std::size_t groups = n;
  std::vector<std::size_t> group(n);
  std::iota(group.begin(), group.end(), std::size_t{0});
  if (!labels.empty()) group = dense_labels(labels, groups, control);
  // Atoms of one center have a group each where groups are sampled; else there is one.
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> atom_of;
  for (std::size_t a = 0; a < mixture.atoms.center.size(); ++a) {
    atom_of[{mixture.atoms.center[a], condition.exact ? 0 : condition.group_of_atom[a]}] = a;
  }
  std::map<std::pair<std::size_t, std::size_t>, double> weights;
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t atom = atom_of.at({mixture.center_of_row[i], condition.exact ? 0 : group[i]});
    weights[{group[i], atom}] += 1 / static_cast<double>(n);
  }
  return weights;
}

}  // namespace

PointwiseInformation pointwise_information(Request request, const Control& control) {
  const std::size_t n = request.n;
  request.conditions.resize(1);
  request.weights.clear();
  NoisyRows rows{n, request.d, std::move(request.samples), request.sigma, {}};
  const GroupedMixture mixture = mixture_of(std::move(rows), request.conditions, control);
  const Condition& condition = mixture.conditions.front();
  PointwiseInformation result;
  result.values.resize(condition.groups);
  result.standard_errors.resize(condition.groups);
  if (mixture.all.centers.size() == 1) return result;

  const Evaluator evaluator(mixture, request, control);
  const std::size_t atoms = mixture.atoms.center.size();
  const auto draws = static_cast<std::uint32_t>(std::max<std::uint64_t>(2, (request.draws + atoms - 1) / atoms));
  const Batches batches =
      measure_visits(evaluator.size(), atoms, draws, std::min(draws, kBatches), request.threads, control,
                     [&](std::size_t first, std::size_t count, std::uint32_t first_draw, std::uint32_t here) {
                       const std::size_t d = mixture.d;
                       std::vector<std::size_t> visited(count * here);
                       const auto normals =
                           draw_normals(count, here, d, {request.seed, DrawPurpose::kPointwise, 0, first, first_draw});
                       for (std::uint32_t r = 0; r < here; ++r) {
                         std::iota(visited.begin() + static_cast<std::ptrdiff_t>(r * count),
                                   visited.begin() + static_cast<std::ptrdiff_t>((r + 1) * count), first);
                       }
                       return evaluator.evaluate(visited, normals, d);
                     });
  result.draws = atoms * draws;

  for (const auto& [pair, weight] : shares(mixture, request.conditions.front(), n, control)) {
    const auto [group, atom] = pair;
    const Mean mean = around_atom(batches, atom, condition.exact);
    const double share = weight / condition.probabilities[group];
    result.values[group] += share * mean.value;
    result.standard_errors[group] += share * share * mean.variance;
  }
  for (double& error : result.standard_errors) error = std::sqrt(error);
  return result;
}

}  // namespace infoflow
