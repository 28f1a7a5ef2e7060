#include "clustering/assigner.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <type_traits>

namespace infoflow {

namespace {

// Of a score, see nearest_levels.h, and of the row's stored norm where that enters a distance. The constant is for the
// underflow of products.
template <class Real>
double score_error(std::size_t d, double norm, double largest_norm) {
  constexpr double kEpsilon = std::numeric_limits<Real>::epsilon() / 2;
  const double size = static_cast<double>(d) + 6;
  return size * kEpsilon * (norm * largest_norm + largest_norm * largest_norm / 2) +
         size * std::numeric_limits<Real>::min();
}

template <class Real>
Assigned with_bounds(const NearestTwo<Real>& nearest, double norm, double error) {
  constexpr double kEpsilon = std::numeric_limits<Real>::epsilon();
  constexpr float kUp = 1 + 0x1p-22f, kDown = 1 - 0x1p-22f;
  const double square = norm * norm;
  const double wide = 2 * error + 2 * kEpsilon * square;
  const double near = square + 2 * static_cast<double>(nearest.score) + wide;
  const double far = square + 2 * static_cast<double>(nearest.second) - wide;
  return {nearest.index, std::sqrt(static_cast<float>(std::max(0.0, near))) * kUp,
          std::sqrt(static_cast<float>(std::max(0.0, far))) * kDown};
}

}  // namespace

template <class Real>
Assigner<Real>::Assigner(std::span<const double> centers, std::size_t d, Isa isa)
    : d_(d),
      kernel_(nearest_kernel_for<Real>(isa)),
      certain_kernel_(nearest_kernel_for<double>(isa)),
      table_(centers, d, kernel_.lanes),
      certain_table_(centers, d, certain_kernel_.lanes) {}

template <class Real>
void Assigner<Real>::assign(const Real* const* rows, const Real* norms, std::size_t count, Assigned* assigned) const {
  std::array<NearestTwo<Real>, kRowsPerTile> nearest;
  kernel_.nearest_two(rows, count, table_.view(), nearest.data());
  std::array<std::size_t, kRowsPerTile> doubtful;
  std::size_t doubts = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double norm = static_cast<double>(norms[i]);
    const double error = score_error<Real>(d_, norm, table_.largest_norm());
    assigned[i] = with_bounds(nearest[i], norm, error);
    if constexpr (std::is_same_v<Real, float>) {
      const double margin = static_cast<double>(nearest[i].second) - static_cast<double>(nearest[i].score);
      if (margin <= 2 * error) doubtful[doubts++] = i;
    }
  }
  if (doubts > 0) assign_again(rows, norms, {doubtful.data(), doubts}, assigned);
}

template <class Real>
void Assigner<Real>::assign_again(const Real* const* rows, const Real* norms, std::span<const std::size_t> which,
                                  Assigned* assigned) const {
  std::vector<double> values(which.size() * d_);
  std::array<const double*, kRowsPerTile> pointers;
  for (std::size_t i = 0; i < which.size(); ++i) {
    std::copy_n(rows[which[i]], d_, values.data() + i * d_);
    pointers[i] = values.data() + i * d_;
  }
  std::array<NearestTwo<double>, kRowsPerTile> nearest;
  certain_kernel_.nearest_two(pointers.data(), which.size(), certain_table_.view(), nearest.data());
  for (std::size_t i = 0; i < which.size(); ++i) {
    // The scores are certain to double precision, the stored norm is not.
    const double norm = static_cast<double>(norms[which[i]]);
    const double error = score_error<double>(d_, norm, certain_table_.largest_norm());
    const double of_norm = static_cast<double>(std::numeric_limits<Real>::epsilon()) * norm * norm;
    assigned[which[i]] = with_bounds(nearest[i], norm, error + of_norm);
  }
}

template class Assigner<float>;
template class Assigner<double>;

}  // namespace infoflow
