#include "clustering/seeding.h"

#include <algorithm>
#include <limits>

#include "clustering/center_table.h"
#include "math/logarithm.h"
#include "parallel/parallel_for.h"

namespace infoflow {

namespace {

constexpr std::size_t kRowsPerBlock = 4096;

template <class Real>
class Seeding {
 public:
  Seeding(const Rows<Real>& rows, std::span<const double> weights, std::size_t k, const RandomKey& key, int threads,
          Isa isa, const Control& control)
      : rows_(rows),
        weights_(weights),
        key_(key),
        threads_(threads),
        control_(control),
        kernel_(nearest_kernel_for<Real>(isa)),
        trials_(2 + static_cast<std::size_t>(natural_log(static_cast<double>(k)))),
        blocks_((rows.n + kRowsPerBlock - 1) / kRowsPerBlock),
        squares_(rows.n, Real{1}) {}

  std::vector<double> centers(std::size_t k) {
    std::vector<double> centers;
    centers.reserve(k * rows_.d);
    // All squares are 1 so far: the first row is drawn by weight alone.
    const std::size_t first = draw(potentials_of_squares());
    std::fill(squares_.begin(), squares_.end(), std::numeric_limits<Real>::infinity());
    auto potentials = add_best({first}).potentials;
    append(centers, first);
    while (centers.size() < k * rows_.d) {
      std::vector<std::size_t> candidates(trials_);
      for (auto& candidate : candidates) candidate = draw(potentials);
      const auto best = add_best(candidates);
      potentials = best.potentials;
      append(centers, best.row);
    }
    return centers;
  }

 private:
  struct Best {
    std::size_t row;
    std::vector<double> potentials;  // of the blocks
  };

  double weight(std::size_t i) const { return weights_.empty() ? 1 : weights_[i]; }
  double potential(std::size_t i) const { return weight(i) * static_cast<double>(squares_[i]); }
  std::size_t end_of(std::size_t block) const { return std::min(rows_.n, (block + 1) * kRowsPerBlock); }

  void append(std::vector<double>& centers, std::size_t row) const {
    centers.insert(centers.end(), rows_.row(row), rows_.row(row) + rows_.d);
  }

  std::vector<double> potentials_of_squares() const {
    std::vector<double> potentials(blocks_, 0.0);
    for (std::size_t b = 0; b < blocks_; ++b) {
      for (std::size_t i = b * kRowsPerBlock; i < end_of(b); ++i) potentials[b] += potential(i);
    }
    return potentials;
  }

  // A row with probability proportional to its potential; the first of weight where all are 0.
  std::size_t draw(const std::vector<double>& potentials) {
    double total = 0;
    for (const double p : potentials) total += p;
    const auto words = philox(key_, draws_++);
    double left = uniform_open(words[0], words[1]) * total;
    std::size_t b = 0;
    while (b + 1 < blocks_ && left >= potentials[b]) left -= potentials[b++];
    std::size_t found = 0;
    for (std::size_t i = b * kRowsPerBlock; i < end_of(b); ++i) {
      const double p = potential(i);
      if (p == 0) continue;
      found = i;
      if (left < p) break;
      left -= p;
    }
    return found;
  }

  // Adds the candidate that leaves the smallest potential, the first of equals.
  Best add_best(const std::vector<std::size_t>& candidates) {
    const std::size_t count = candidates.size();
    std::vector<double> values;
    for (const std::size_t row : candidates) values.insert(values.end(), rows_.row(row), rows_.row(row) + rows_.d);
    const CenterTable<Real> table(values, rows_.d, kernel_.lanes);
    nearer_.resize(rows_.n * count);
    std::vector<double> potentials(blocks_ * count);
    parallel_for(blocks_, threads_, [&](std::size_t b) {
      control_.check();
      std::vector<Real> squares(table.view().blocks * kernel_.lanes);
      for (std::size_t i = b * kRowsPerBlock; i < end_of(b); ++i) {
        kernel_.distances(rows_.row(i), table.view(), squares.data());
        for (std::size_t c = 0; c < count; ++c) {
          const Real nearer = std::min(squares_[i], squares[c]);
          nearer_[i * count + c] = nearer;
          potentials[b * count + c] += weight(i) * static_cast<double>(nearer);
        }
      }
    });
    std::vector<double> totals(count, 0.0);
    for (std::size_t b = 0; b < blocks_; ++b) {
      for (std::size_t c = 0; c < count; ++c) totals[c] += potentials[b * count + c];
    }
    const auto best = static_cast<std::size_t>(std::min_element(totals.begin(), totals.end()) - totals.begin());
    for (std::size_t i = 0; i < rows_.n; ++i) squares_[i] = nearer_[i * count + best];
    Best result{candidates[best], std::vector<double>(blocks_)};
    for (std::size_t b = 0; b < blocks_; ++b) result.potentials[b] = potentials[b * count + best];
    return result;
  }

  const Rows<Real>& rows_;
  std::span<const double> weights_;
  RandomKey key_;
  int threads_;
  const Control& control_;
  NearestKernel<Real> kernel_;
  std::size_t trials_;
  std::size_t blocks_;
  std::vector<Real> squares_;  // to the nearest center so far
  std::vector<Real> nearer_;   // n × candidates: the same with each candidate
  std::uint64_t draws_ = 0;
};

}  // namespace

template <class Real>
std::vector<double> seed_centers(const Rows<Real>& rows, std::span<const double> weights, std::size_t k,
                                 const RandomKey& key, int threads, Isa isa, const Control& control) {
  return Seeding<Real>(rows, weights, k, key, threads, isa, control).centers(k);
}

template std::vector<double> seed_centers(const Rows<float>&, std::span<const double>, std::size_t, const RandomKey&,
                                          int, Isa, const Control&);
template std::vector<double> seed_centers(const Rows<double>&, std::span<const double>, std::size_t, const RandomKey&,
                                          int, Isa, const Control&);

}  // namespace infoflow
