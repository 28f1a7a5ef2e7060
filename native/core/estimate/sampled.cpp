#include "estimate/sampled.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numeric>

#include "estimate/evaluation.h"
#include "estimate/moments.h"
#include "parallel/parallel_for.h"
#include "random/philox.h"

namespace infoflow {

namespace {

constexpr std::uint64_t kPointsPerBlock = 256;
constexpr std::uint64_t kPilotDraws = 1024;
// What a stage is planned beyond the pilot's forecast, so that one stage is nearly always enough.
constexpr double kReserve = 1.15;

// The stages of one estimate, each with fresh random numbers.
class Sampling {
 public:
  Sampling(const GroupedMixture& mixture, const Request& request, Control& control)
      : mixture_(mixture), request_(request), control_(control), evaluator_(mixture, request, control) {}

  std::uint64_t atoms() const { return mixture_.atoms.weight.size(); }

  // One draw at each of `count` stratified positions of the cumulated weights. The variance is at most that
  // of independent positions, which is what is reported.
  MeanWithCovariance at_positions(std::uint64_t count) {
    std::vector<double> cumulated(atoms());
    std::partial_sum(mixture_.atoms.weight.begin(), mixture_.atoms.weight.end(), cumulated.begin());
    std::vector<Moments> of_block(blocks_of(count, kPointsPerBlock), Moments(evaluator_.size()));
    for_blocks(count, 1, kPointsPerBlock, [&](std::size_t b, std::uint64_t first, std::size_t visits) {
      std::vector<std::size_t> atoms(visits);
      for (std::size_t v = 0; v < visits; ++v) {
        const auto words = philox({request_.seed, 0, 2 * stage_ + 1, 0}, first + v);
        const double stratum = static_cast<double>(first + v) + uniform_open(words[0], words[1]);
        const double position = stratum / static_cast<double>(count) * cumulated.back();
        const auto found = std::lower_bound(cumulated.begin(), cumulated.end() - 1, position);
        atoms[v] = static_cast<std::size_t>(found - cumulated.begin());
      }
      const auto block = evaluator_.evaluate(atoms, 1, {stage_, first, 0});
      for (std::size_t p = 0; p < block.points; ++p) of_block[b].add(block.of_point(p));
    });
    ++stage_;
    draws_ = count;
    Moments all(evaluator_.size());
    for (const auto& block : of_block) all.merge(block);
    MeanWithCovariance result(evaluator_.size());
    for (std::size_t i = 0; i < result.size(); ++i) {
      result.mean[i] = all.mean()[i];
      for (std::size_t j = 0; j < result.size(); ++j) result.covariance(i, j) = all.covariance(i, j) / all.count();
    }
    return result;
  }

  // `draws` draws around every atom: Σ_a w_a mean_a, with variance Σ_a w_a² variance_a / draws.
  MeanWithCovariance around_centers(std::uint32_t draws) {
    const std::uint64_t visits_per_block = std::max<std::uint64_t>(1, kPointsPerBlock / draws);
    std::vector<MeanWithCovariance> of_block(blocks_of(atoms(), visits_per_block));
    std::vector<double> single(draws == 1 ? atoms() * evaluator_.size() : 0);
    for_blocks(atoms(), draws, visits_per_block, [&](std::size_t b, std::uint64_t first, std::size_t visits) {
      std::vector<std::size_t> atoms(visits);
      std::iota(atoms.begin(), atoms.end(), static_cast<std::size_t>(first));
      std::vector<Moments> around(visits, Moments(evaluator_.size()));
      for (std::uint32_t draw = 0; draw < draws;) {
        const auto here = static_cast<std::uint32_t>(std::min<std::uint64_t>(draws - draw, kPointsPerBlock));
        const auto block = evaluator_.evaluate(atoms, here, {stage_, first, draw});
        for (std::size_t p = 0; p < block.points; ++p) around[p % visits].add(block.of_point(p));
        draw += here;
        if (draws == 1) {
          const auto at = single.begin() + static_cast<std::ptrdiff_t>(first * evaluator_.size());
          std::copy(block.quantities.begin(), block.quantities.end(), at);
        }
      }
      of_block[b] = weighted_sum(around, first);
    });
    ++stage_;
    draws_ = atoms() * draws;
    MeanWithCovariance result(evaluator_.size());
    for (const auto& block : of_block) result.add(block);
    if (draws == 1) add_spread_between_centers(single, result);
    return result;
  }

  std::uint64_t draws() const { return draws_; }

 private:
  static std::size_t blocks_of(std::uint64_t visits, std::uint64_t visits_per_block) {
    return static_cast<std::size_t>((visits + visits_per_block - 1) / visits_per_block);
  }

  template <class Body>
  void for_blocks(std::uint64_t visits, std::uint32_t draws, std::uint64_t visits_per_block, const Body& body) {
    std::atomic<std::uint64_t> done = 0;
    parallel_for(blocks_of(visits, visits_per_block), request_.threads, [&](std::size_t b) {
      const std::uint64_t first = b * visits_per_block;
      const std::uint64_t here = std::min(visits_per_block, visits - first);
      body(b, first, static_cast<std::size_t>(here));
      const std::uint64_t finished = done += here;
      control_.report(static_cast<double>(finished) * draws, static_cast<double>(visits) * draws);
    });
  }

  MeanWithCovariance weighted_sum(const std::vector<Moments>& around, std::uint64_t first) const {
    MeanWithCovariance sum(evaluator_.size());
    for (std::size_t v = 0; v < around.size(); ++v) {
      const double weight = mixture_.atoms.weight[first + v];
      for (std::size_t i = 0; i < sum.size(); ++i) {
        sum.mean[i] += weight * around[v].mean()[i];
        for (std::size_t j = 0; j < sum.size(); ++j) {
          sum.covariance(i, j) += weight * weight * around[v].covariance(i, j) / around[v].count();
        }
      }
    }
    return sum;
  }

  // One draw a center says nothing of the spread around it. Σ_a w_a² (x_a − mean)² holds that spread and, on
  // top, the one between centers: its expectation is never too small.
  void add_spread_between_centers(const std::vector<double>& single, MeanWithCovariance& result) const {
    double squares = 0;
    for (const double weight : mixture_.atoms.weight) squares += weight * weight;
    if (squares >= 1) return;
    for (std::uint64_t a = 0; a < atoms(); ++a) {
      const double* x = single.data() + a * result.size();
      const double weight = mixture_.atoms.weight[a] * mixture_.atoms.weight[a] / (1 - squares);
      for (std::size_t i = 0; i < result.size(); ++i) {
        for (std::size_t j = 0; j < result.size(); ++j) {
          result.covariance(i, j) += weight * (x[i] - result.mean[i]) * (x[j] - result.mean[j]);
        }
      }
    }
  }

  const GroupedMixture& mixture_;
  const Request& request_;
  Control& control_;
  Evaluator evaluator_;
  std::uint32_t stage_ = 0;
  std::uint64_t draws_ = 0;
};

// Entropies and mutual informations from the means of s, ln Σ and the groups' ln Σ (in this order), with s as
// control variate: its mean is d/2 exactly.
Information to_information(const MeanWithCovariance& moments, const GroupedMixture& mixture, double bound) {
  const double mean_exponent = static_cast<double>(mixture.d) / 2;
  const auto value = [&](const std::vector<double>& functional, double rounding) {
    const auto controlled = with_control_variate(moments, functional, mean_exponent);
    return Value{controlled.value, controlled.standard_error, rounding};
  };
  Information information;
  std::vector<double> functional(moments.size(), 0.0);
  functional[1] = -1;
  information.total = value(functional, bound);
  std::size_t quantity = 2;
  for (const auto& condition : mixture.conditions) {
    if (condition.exact) {
      information.conditional.push_back({});
      information.mutual.push_back(information.total);
      continue;
    }
    std::vector<double> conditional(moments.size(), 0.0), mutual = functional;
    conditional[quantity] = -1;
    mutual[quantity] = 1;
    information.conditional.push_back(value(conditional, bound));
    information.mutual.push_back(value(mutual, 2 * bound));
    ++quantity;
  }
  return information;
}

// The standard error that the tolerance is about.
double target_error(const Information& information) {
  if (information.mutual.empty()) return information.total.standard_error;
  double largest = 0;
  for (const auto& value : information.mutual) largest = std::max(largest, value.standard_error);
  return largest;
}

MeanWithCovariance to_tolerance(Sampling& sampling, const GroupedMixture& mixture, double tolerance) {
  const std::uint64_t atoms = sampling.atoms();
  const auto factor = [&](const MeanWithCovariance& moments) {
    const double excess = target_error(to_information(moments, mixture, 0)) / tolerance;
    return excess * excess;
  };
  // Some centers first; all of them, with their smaller variance, once that is no dearer.
  for (std::uint64_t count = kPilotDraws; count < 2 * atoms;) {
    const auto moments = sampling.at_positions(count);
    const double needed = factor(moments);
    if (needed <= 1) return moments;
    const double next = std::ceil(static_cast<double>(count) * needed * kReserve);
    if (next >= static_cast<double>(2 * atoms)) break;
    count = static_cast<std::uint64_t>(next);
  }
  double draws = std::max(2.0, std::ceil(static_cast<double>(kPilotDraws) / static_cast<double>(atoms)));
  while (true) {
    const auto moments = sampling.around_centers(static_cast<std::uint32_t>(draws));
    const double needed = factor(moments);
    if (needed <= 1) return moments;
    draws = std::min(std::ceil(draws * needed * kReserve), 4e9);
  }
}

}  // namespace

Information sampled_information(const GroupedMixture& mixture, const Request& request, double bound, Control& control) {
  Sampling sampling(mixture, request, control);
  MeanWithCovariance moments;
  if (request.draws > 0) {
    const std::uint64_t per_center = (request.draws + sampling.atoms() - 1) / sampling.atoms();
    moments = sampling.around_centers(static_cast<std::uint32_t>(std::min<std::uint64_t>(per_center, 4'000'000'000)));
  } else {
    moments = to_tolerance(sampling, mixture, request.tolerance);
  }
  Information information = to_information(moments, mixture, bound);
  information.draws = sampling.draws();
  return information;
}

}  // namespace infoflow
