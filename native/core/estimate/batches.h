// Quantities measured at evaluation points, kept as means over batches of draws: what the mean of any linear
// combination of them is, and how far it may be off.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "estimate/estimate.h"

namespace infoflow {

// A visit goes to one center and draws some points around it. All visits make the same number of draws, in the
// same number of batches.
class Batches {
 public:
  Batches(std::size_t quantities, std::size_t visits, std::uint32_t draws, std::uint32_t batches);

  std::size_t visits() const { return visits_; }
  std::uint32_t draws() const { return draws_; }
  std::uint32_t batches() const { return batches_; }
  // Draws first_draw(b), …, first_draw(b + 1) − 1 of a visit make batch b: as many in each, give or take one.
  std::uint32_t first_draw(std::size_t batch) const {
    return static_cast<std::uint32_t>(std::uint64_t{draws_} * batch / batches_);
  }
  std::uint32_t batch_of_draw(std::uint32_t draw) const;

  // Means of the quantities over one batch of one visit, to be filled in.
  std::span<double> means(std::size_t visit, std::size_t batch) {
    return {means_.data() + (visit * batches_ + batch) * quantities_, quantities_};
  }
  std::span<const double> means(std::size_t visit, std::size_t batch) const {
    return {means_.data() + (visit * batches_ + batch) * quantities_, quantities_};
  }

  // Σ_q functional_q · (mean of quantity q over the draws of a visit).
  double of_visit(std::size_t visit, std::span<const double> functional) const;

 private:
  std::size_t quantities_;
  std::size_t visits_;
  std::uint32_t draws_;
  std::uint32_t batches_;
  std::vector<double> means_;  // visits × batches × quantities
};

// A quantity whose exact mean is known, used to take noise out of the others.
struct ControlVariate {
  std::size_t quantity;
  double exact_mean;
};

// Where the error of a weighted mean over visits comes from.
enum class Spread {
  // The visits are all there is: the error is that of the draws around each, measured between batches. With one
  // batch a visit, the spread between visits is taken instead, which is larger on average.
  kWithinVisits,
  // The visits are draws from something larger: the spread between visits, which holds the other.
  kBetweenVisits,
};

// The mean of a linear combination of the quantities. `weights`: one a visit, sum 1. The control variates'
// coefficients are fitted, which leaves a bias of order 1/draws, small beside the standard error.
// The degrees of freedom say how well the standard error itself is known: 2 over its squared relative error
// (Satterthwaite), from the fourth moments, so that few large contributions make them few. The skewness is from the
// third moments.
Value weighted_mean(const Batches& batches, std::span<const double> weights, std::span<const double> functional,
                    std::span<const ControlVariate> controls, Spread spread);

}  // namespace infoflow
