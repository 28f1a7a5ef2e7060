// Both ends of the entropies and informations of the population that the rows were drawn from.
#pragma once

#include <vector>

#include "estimate/conditions.h"
#include "estimate/estimate.h"

namespace infoflow {

// Free of σ, like Information. The population's value lies between the expectations of the ends, which were measured
// with the standard errors that they carry: of drawing the rows (and of the evaluation points).
struct Bracket {
  Interval total;                     // h(T) − h(noise)
  std::vector<Interval> conditional;  // h(T|·) − h(noise), one a condition
  std::vector<Interval> mutual;       // h(T) − h(T|·)
};

// Plug-in below, held-out cross-entropy above: h of a mixture of drawn centers is below the population's on average
// (concavity), and E[−ln q] is above it for every density q that has not seen the point. For an information,
//   low:  E ln(q_g / q), which is at most I for any q_g of which q is the mean (Barber and Agakov 2003); one row more
//         than there are tells nothing, in place of the rare ones that few rows may lack,
//   high: cross-entropy of q less the plug-in h(T|·); where h(T|·) is exact, low is the plug-in h(T) less it.
// q: see HeldOut. Goldfeld et al., ICML 2019, bound the plug-in's bias by an unknown constant; here is none.
//
// population kSample: rows are independent draws. kGroups: the groups of the first condition are all there is, the rows
// in each are draws. False where that condition has a group of one row or is exact: nothing can be held out;
// and where there are fewer than 16 rows, be they equal: few cannot tell how others vary.
// Each condition's groups must be unions of the first one's. Cost: about 8192 points (or 2 for each group) times
// distinct centers · d; a tolerance that needs more gets up to about 5 s of one core.
bool population_bracket(const GroupedMixture& mixture, const Request& request, std::span<const double> weights,
                        Bracket& bracket, const Control& control);

// One of two mixtures of the same rows, with the same weights and one condition.
struct PairSide {
  const GroupedMixture& mixture;
  const Request& request;
};

struct DifferenceBracket {
  Interval information;        // of b less that of a
  double conditional_gap = 0;  // of both h(T|·) together, nats
};

// From the low end of b less the high one of a to the high end of b less the low one of a: it holds the difference
// whatever the biases are. Both are tested on the same rows, at the same points as far as their dimensions go, so that
// what rows and points do to both alike cancels in the standard errors. False where either has no bracket.
bool difference_bracket(const PairSide& a, const PairSide& b, std::span<const double> weights,
                        DifferenceBracket& bracket, const Control& control);

}  // namespace infoflow
