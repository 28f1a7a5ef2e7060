#include "estimate/batches.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace infoflow {

namespace {

// A control variate with less than this part of its variance left beside the others tells nothing.
constexpr double kIndependentPart = 1e-9;

// One functional, measured: its mean, and its deviations from it (kBetweenVisits: one a visit; kWithinVisits: one a
// batch), scaled so that the variance of the mean is the sum of the products.
struct Deviations {
  double mean = 0;
  std::vector<double> scaled;
};

Deviations between_visits(const Batches& batches, std::span<const double> weights, std::span<const double> functional) {
  Deviations result;
  result.scaled.resize(batches.visits());
  double squares = 0;
  for (std::size_t v = 0; v < batches.visits(); ++v) {
    result.scaled[v] = batches.of_visit(v, functional);
    result.mean += weights[v] * result.scaled[v];
    squares += weights[v] * weights[v];
  }
  const double correction = squares < 1 ? 1 / std::sqrt(1 - squares) : 0;
  for (std::size_t v = 0; v < batches.visits(); ++v) {
    result.scaled[v] = correction * weights[v] * (result.scaled[v] - result.mean);
  }
  return result;
}

Deviations within_visits(const Batches& batches, std::span<const double> weights, std::span<const double> functional) {
  const std::size_t count = batches.batches();
  Deviations result;
  result.scaled.resize(batches.visits() * count);
  for (std::size_t v = 0; v < batches.visits(); ++v) {
    const double of_visit = batches.of_visit(v, functional);
    result.mean += weights[v] * of_visit;
    for (std::size_t b = 0; b < count; ++b) {
      const auto means = batches.means(v, b);
      double of_batch = 0;
      for (std::size_t q = 0; q < functional.size(); ++q) of_batch += functional[q] * means[q];
      // A batch of k of the D draws: Σ k (x_b − x)² / (count − 1) is the variance of one draw, and over D of the mean.
      const double draws = batches.first_draw(b + 1) - batches.first_draw(b);
      const double share = draws / batches.draws() / static_cast<double>(count - 1);
      result.scaled[v * count + b] = weights[v] * std::sqrt(share) * (of_batch - of_visit);
    }
  }
  return result;
}

double dot(const Deviations& a, const Deviations& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.scaled.size(); ++i) sum += a.scaled[i] * b.scaled[i];
  return sum;
}

// Less the regression on `control`, whose true mean is 0.
void take_off(Deviations& from, const Deviations& control) {
  const double coefficient = dot(from, control) / dot(control, control);
  from.mean -= coefficient * control.mean;
  for (std::size_t i = 0; i < from.scaled.size(); ++i) from.scaled[i] -= coefficient * control.scaled[i];
}

// From `group` deviations each: the squared relative error of their summed squares V is estimated by
// Σ v² · 2/(group + 1) / V² from the groups' own sums v (for one normal deviation a group with a mean taken off all
// of them: Σ v² / V² − 1/groups).
double degrees_of_freedom(const std::vector<double>& scaled, std::size_t group) {
  double sum = 0, squares = 0;
  for (std::size_t i = 0; i < scaled.size(); i += group) {
    double v = 0;
    for (std::size_t k = i; k < i + group; ++k) v += scaled[k] * scaled[k];
    sum += v;
    squares += v * v;
  }
  if (sum <= 0) return 0;
  const double groups = static_cast<double>(scaled.size() / group);
  const double relative =
      group > 1 ? squares / (sum * sum) * 2 / static_cast<double>(group + 1) : squares / (sum * sum) - 1 / groups;
  return std::max(1.0, 2 / std::max(relative, 1e-12));
}

// Of the sum whose variance is that of the deviations: third moments of `group` deviations around their own mean are
// too small by the last factor. Two of them are symmetrical and tell nothing.
double skewness(const std::vector<double>& scaled, std::size_t group) {
  if (group == 2) return 0;
  double squares = 0, cubes = 0;
  for (const double x : scaled) {
    squares += x * x;
    cubes += x * x * x;
  }
  if (squares <= 0) return 0;
  const double g = static_cast<double>(group > 1 ? group : scaled.size());
  return cubes / (squares * std::sqrt(squares)) * std::sqrt(g * (g - 1)) / (g - 2);
}

}  // namespace

Batches::Batches(std::size_t quantities, std::size_t visits, std::uint32_t draws, std::uint32_t batches)
    : quantities_(quantities),
      visits_(visits),
      draws_(draws),
      batches_(std::min(draws, batches)),
      means_(visits * batches_ * quantities, 0.0) {}

std::uint32_t Batches::batch_of_draw(std::uint32_t draw) const {
  // The largest b with draws · b / batches ≤ draw.
  return static_cast<std::uint32_t>((std::uint64_t{draw} * batches_ + batches_ - 1) / draws_);
}

double Batches::of_visit(std::size_t visit, std::span<const double> functional) const {
  double sum = 0;
  for (std::size_t b = 0; b < batches_; ++b) {
    const auto of_batch = means(visit, b);
    double value = 0;
    for (std::size_t q = 0; q < quantities_; ++q) value += functional[q] * of_batch[q];
    sum += value * (first_draw(b + 1) - first_draw(b));
  }
  return sum / draws_;
}

Value weighted_mean(const Batches& batches, std::span<const double> weights, std::span<const double> functional,
                    std::span<const ControlVariate> controls, Spread spread) {
  const bool within = spread == Spread::kWithinVisits && batches.batches() > 1;
  const auto measure = [&](std::span<const double> f) {
    return within ? within_visits(batches, weights, f) : between_visits(batches, weights, f);
  };
  Deviations deviations = measure(functional);
  // Each control variate less what those before it say of it (Gram–Schmidt), its known mean taken off.
  std::vector<Deviations> orthogonal;
  for (const auto& [quantity, exact_mean] : controls) {
    std::vector<double> only_control(functional.size(), 0.0);
    only_control[quantity] = 1;
    Deviations control = measure(only_control);
    control.mean -= exact_mean;
    const double least = kIndependentPart * dot(control, control);
    for (const Deviations& before : orthogonal) take_off(control, before);
    if (dot(control, control) > least) orthogonal.push_back(std::move(control));
  }
  for (const Deviations& control : orthogonal) take_off(deviations, control);
  Value result;
  result.value = deviations.mean;
  result.standard_error = std::sqrt(dot(deviations, deviations));
  const std::size_t group = within ? batches.batches() : 1;
  const double freedom = degrees_of_freedom(deviations.scaled, group);
  // Each fitted coefficient takes one, which matters where few visits carry the error.
  result.degrees_of_freedom = std::max(std::min(1.0, freedom), freedom - static_cast<double>(orthogonal.size()));
  if (freedom > 0) result.standard_error *= std::sqrt(freedom / result.degrees_of_freedom);
  result.skewness = skewness(deviations.scaled, group);
  return result;
}

}  // namespace infoflow
