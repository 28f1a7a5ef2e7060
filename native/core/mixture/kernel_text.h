// One kernel text for every SIMD level. Each kernel_<level>.cpp includes its vector type V, then this file, inside
// an unnamed namespace: nothing compiled for a stronger CPU can be linked into code for a weaker one.
//
// V provides: kLanes, load, store, broadcast, subtract, add, multiply_add (a·b + c), negative_multiply_add (c − a·b),
// maximum, any_above (whether a lane of a exceeds that of b), exp2 (relative error ≤ 5e-15; 0 below 2^-1000), sum (of
// the lanes), opaque (a pointer that the compiler knows nothing about), and the sizes of register tiles: kQueries;
// kDotQueries × kDotBlocks.

template <std::size_t Value>
struct Constant {
  constexpr operator std::size_t() const { return Value; }
};

// f(0), …, f(Count − 1), written out: arrays indexed by these constants live in registers, whatever the compiler
// thinks of unrolling.
template <std::size_t Count, class F>
[[gnu::always_inline]] inline void unrolled(const F& f) {
  if constexpr (Count > 0) {
    unrolled<Count - 1>(f);
    f(Constant<Count - 1>{});
  }
}

#include "mixture/difference_text.h"
#include "mixture/dot_text.h"
#include "mixture/gaussian_text.h"
#include "mixture/product_text.h"

template <class V>
void pair_sum(const double* queries, const double* offsets, std::size_t count, const CenterBlocks& centers,
              double* sums) {
  constexpr PairSum kByDimension[] = {sum_differences<V, 0>,  sum_differences<V, 1>,  sum_differences<V, 2>,
                                      sum_differences<V, 3>,  sum_differences<V, 4>,  sum_differences<V, 5>,
                                      sum_differences<V, 6>,  sum_differences<V, 7>,  sum_differences<V, 8>,
                                      sum_differences<V, 9>,  sum_differences<V, 10>, sum_differences<V, 11>,
                                      sum_differences<V, 12>, sum_differences<V, 13>, sum_differences<V, 14>,
                                      sum_differences<V, 15>, sum_differences<V, 16>, sum_dots<V>};
  const SubnormalsAreZero in_this_call;
  const std::size_t form = centers.half_norms != nullptr ? 17 : centers.d <= 16 ? centers.d : 0;
  kByDimension[form](queries, offsets, count, centers, sums);
}

template <class V, std::size_t Chains>
double multiply_adds(std::size_t steps) {
  typename V::Vector sum[Chains];
  const auto shrink = V::broadcast(0.5), grow = V::broadcast(1.0);
  unrolled<Chains>([&](auto i) { sum[i] = V::broadcast(static_cast<double>(i)); });
  for (std::size_t s = 0; s < steps; ++s) {
    unrolled<Chains>([&](auto i) { sum[i] = V::multiply_add(sum[i], shrink, grow); });
  }
  double total = 0;
  unrolled<Chains>([&](auto i) { total += V::sum(sum[i]); });
  return total;
}

template <class V>
constexpr Kernel kernel_of() {
  return {V::kLanes,
          pair_sum<V>,
          nearest_distances<V>,
          gaussian_terms<V>,
          gaussian_sums<V>,
          add_product<V>,
          multiply_adds<V, kMultiplyAddChains>,
          multiply_adds<V, 1>};
}
