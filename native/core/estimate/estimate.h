// Entropy of a Gaussian mixture and mutual information with conditions on its rows: the whole of the core as
// one call.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "errors.h"
#include "estimate/noisy_rows.h"
#include "parallel/control.h"
#include "simd/isa.h"

namespace infoflow {

enum class Method { kAuto, kSampled, kQuadrature };

// What the rows are: all there is; independent draws; or, in each group of the first condition, draws.
enum class Population { kComplete, kSample, kGroups };

struct Request : NoisyRows {
  // One per mutual information: the group of each row; empty: every row is its own.
  std::vector<std::vector<std::int32_t>> conditions;
  Population population = Population::kComplete;
  Method method = Method::kAuto;
  std::uint64_t draws = 0;  // log-density evaluations; 0: as many as `tolerance` needs
  double tolerance = 0.01;  // wanted standard error, nats
  std::uint64_t seed = 0;
  int threads = 1;
  Isa isa = Isa::kBaseline;
};

// In nats; |value − exact| ≤ bound + t·standard_error, t Student's with these degrees of freedom (0: no standard
// error). The error is as skewed as the skewness says: where few large contributions carry a mean, it is more often too
// small, by little, than too large.
struct Value {
  double value = 0;
  double standard_error = 0;
  double bound = 0;
  double degrees_of_freedom = 0;
  double skewness = 0;
};

// A population's value lies between the exact values of both ends.
struct Interval {
  Value low;
  Value high;
  Value gap;  // high less low, from the same points: its error is smaller than theirs
};

struct ConditionResult {
  Value conditional_entropy;
  Value mutual_information;
  Interval conditional_interval;  // where the result is `bracketed`
  Interval mutual_interval;
  double entropy_of_groups = 0;
  std::size_t groups = 0;
  std::size_t smallest_group = 0;  // rows
  bool exact = false;              // every group has one distinct center
};

struct Result {
  Value entropy;
  Interval entropy_interval;
  // The population is not complete and its intervals are there: see bracket.h.
  bool bracketed = false;
  std::vector<ConditionResult> conditions;
  double entropy_of_rows = 0;
  double gaussian_ceiling = 0;
  std::size_t centers = 0;
  std::uint64_t draws = 0;
  Method method = Method::kSampled;
};

// Thrown where the samples spread over more than 1e150 sigma (squares would overflow), or more than 2^40
// sigma when quadrature was asked for.
class SpreadTooLarge : public ArgumentError {
 public:
  SpreadTooLarge();
};

// Cost: O(draws × distinct centers × d) when sampled, O(lattice points × centers nearby) for quadrature.
// Memory: O(n × d). The result depends on nothing but the request, its thread count excepted.
Result estimate(Request request, Control& control);

}  // namespace infoflow
