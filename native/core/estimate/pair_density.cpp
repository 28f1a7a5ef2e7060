#include "estimate/pair_density.h"

#include <limits>

#include "estimate/points.h"
#include "math/constants.h"
#include "math/logarithm.h"

namespace infoflow {

namespace {

// Beyond, exponents are not known well enough to add terms up.
constexpr double kFar = 0x1p40;

}  // namespace

PairDensity::PairDensity(const std::vector<double>& centers, std::span<const double> weights,
                         std::span<const std::size_t> order, std::size_t d, const DensityScale& scale, double tolerance,
                         Isa isa, const Control& control)
    : centers_(centers),
      weights_(weights),
      d_(d),
      scale_(scale),
      tolerance_(tolerance),
      control_(control),
      runs_(d, kernel_for(isa)) {
  std::vector<double> ordered;
  ordered.reserve(order.size());
  for (const std::size_t j : order) {
    control.check_at(ordered.size());
    ordered.push_back(weights[j]);
  }
  runs_.assign(centers.data(), order, ordered, control);
}

void PairDensity::evaluate(const double* points, std::size_t count, double* values, double* bounds) const {
  std::vector<double> offsets(count), sums(count, 0.0);
  runs_.distances_to_near_centers(points, count, offsets.data(), control_);
  std::vector<double> summable = offsets;
  // Exponents below 0 everywhere, so that the far ones do no harm.
  for (double& offset : summable) offset = offset < kFar ? offset : 0;
  // −ln(1 − x/2) < x below 1.
  runs_.add_sums(points, summable.data(), count, {tolerance_ / 2, runs_.least_weight()}, sums.data(), control_);
  for (std::size_t i = 0; i < count; ++i) {
    const double* point = points + i * d_;
    if (offsets[i] < kFar) {
      values[i] = scale_.log_density(sums[i], offsets[i]);
      bounds[i] = tolerance_ + scale_.rounding(point, offsets[i]);
    } else {
      far_away(point, values[i], bounds[i]);
    }
  }
}

// The nearest center's term is between its weight and all of the weight.
void PairDensity::far_away(const double* point, double& value, double& bound) const {
  double nearest = std::numeric_limits<double>::infinity();
  double weight = 0;
  for (std::size_t j = 0; j < weights_.size(); ++j) {
    const double exponent = exponent_between(point, centers_.data() + j * d_, d_);
    if (exponent >= nearest) continue;
    nearest = exponent;
    weight = weights_[j];
  }
  value = scale_.log_density(1, nearest) + natural_log(weight) / 2;
  bound = -natural_log(weight) / 2 + scale_.rounding(point, nearest);
}

}  // namespace infoflow
