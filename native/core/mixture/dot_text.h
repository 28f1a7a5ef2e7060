// The pair sum from dot products, ‖y − c‖² = ‖y‖² + ‖c‖² − 2 y·c: one operation a coordinate and pair instead of two,
// in tiles of queries × blocks of centers as in a matrix product. Part of kernel_text.h.
//
// Rounding: with u = 2^-53 and γ = (d + 3)u, an exponent's error is at most γ(2‖c‖² + 2‖y‖² + 2|y·c|) ≤ 4γ(‖y‖² +
// ‖c‖²), much where centers are far from the origin for their noise. Terms that matter are then computed again from
// differences: those are few, since most centers are far from most queries.

// Centers stay in the second-level cache while a group of queries passes over them.
constexpr std::size_t kDotChunkBytes = 131072;
constexpr std::size_t kDotGroup = 256;

// What a group of queries needs beside its coordinates.
struct DotQueries {
  const double* coordinates;  // × d
  const double* offsets;
  double bases[kDotGroup];   // offset − ‖y‖²
  double limits[kDotGroup];  // exponents above are computed again
};

// Replaces the exponents of queries that have one above their limit. Four chains of multiply-adds take no longer than
// one. Not inlined: it would cost the tile its registers.
template <class V, std::size_t Queries>
[[gnu::noinline, gnu::flatten]] void replace_near(const DotQueries& group, std::size_t first, const double* block,
                                                  std::size_t d, typename V::Vector (&exponent)[Queries]) {
  constexpr std::size_t kTogether = Queries < 4 ? Queries : 4;
  for (std::size_t from = 0; from < Queries; from += kTogether) {
    bool near[kTogether], any = false;
    for (std::size_t i = 0; i < kTogether; ++i) {
      near[i] = V::any_above(exponent[from + i], V::broadcast(group.limits[first + from + i]));
      any = any || near[i];
    }
    if (!any) continue;
    typename V::Vector again[kTogether];
    unrolled<kTogether>([&](auto i) { again[i] = V::broadcast(group.offsets[first + from + i]); });
    subtract_squares<V>(group.coordinates + (first + from) * d, block, d, again);
    for (std::size_t i = 0; i < kTogether; ++i) {
      if (near[i]) exponent[from + i] = again[i];
    }
  }
}

template <class V, std::size_t Queries, std::size_t Blocks>
inline void add_tile(const DotQueries& group, std::size_t first, double least_limit, const CenterBlocks& centers,
                     std::size_t block, typename V::Vector* sums) {
  const std::size_t d = centers.d;
  const double* queries = group.coordinates + first * d;
  const double* coordinates = centers.coordinates + block * d * V::kLanes;
  typename V::Vector product[Queries][Blocks];
  unrolled<Blocks>([&](auto b) {
    const auto half_norm = V::load(centers.half_norms + (block + b) * V::kLanes);
    unrolled<Queries>([&](auto q) { product[q][b] = half_norm; });
  });
  for (std::size_t k = 0; k < d; ++k) {
    typename V::Vector c[Blocks];
    unrolled<Blocks>([&](auto b) { c[b] = V::in_register(V::load(coordinates + (b * d + k) * V::kLanes)); });
    unrolled<Queries>([&](auto q) {
      const auto y = V::broadcast(queries[q * d + k]);
      unrolled<Blocks>([&](auto b) { product[q][b] = V::multiply_add(y, c[b], product[q][b]); });
    });
  }
  unrolled<Blocks>([&](auto b) {
    typename V::Vector exponent[Queries];
    unrolled<Queries>([&](auto q) {
      exponent[q] = V::multiply_add(V::broadcast(2.0), product[q][b], V::broadcast(group.bases[first + q]));
    });
    auto largest = exponent[0];
    unrolled<Queries>([&](auto q) { largest = V::maximum(largest, exponent[q]); });
    if (V::any_above(largest, V::broadcast(least_limit))) {
      typename V::Vector in_memory[Queries];
      unrolled<Queries>([&](auto q) { in_memory[q] = exponent[q]; });
      replace_near<V>(group, first, coordinates + b * d * V::kLanes, d, in_memory);
      unrolled<Queries>([&](auto q) { exponent[q] = in_memory[q]; });
    }
    const auto weight = V::load(centers.weights + (block + b) * V::kLanes);
    unrolled<Queries>([&](auto q) { sums[q] = V::multiply_add(weight, V::exp2(exponent[q]), sums[q]); });
  });
}

template <class V, std::size_t Queries>
[[gnu::noinline, gnu::flatten]] void pass_over_blocks(const DotQueries& group, std::size_t first,
                                                      const CenterBlocks& centers, std::size_t block, std::size_t end,
                                                      double* sums) {
  double least_limit = group.limits[first];
  for (std::size_t q = 1; q < Queries; ++q) {
    if (group.limits[first + q] < least_limit) least_limit = group.limits[first + q];
  }
  typename V::Vector sum[Queries];
  unrolled<Queries>([&](auto q) { sum[q] = V::broadcast(0.0); });
  for (; block + V::kDotBlocks <= end; block += V::kDotBlocks) {
    add_tile<V, Queries, V::kDotBlocks>(group, first, least_limit, centers, block, sum);
  }
  for (; block < end; ++block) add_tile<V, Queries, 1>(group, first, least_limit, centers, block, sum);
  unrolled<Queries>([&](auto q) { sums[first + q] += V::sum(sum[q]); });
}

inline void prepare(DotQueries& group, std::size_t count, const CenterBlocks& centers) {
  constexpr double kFourUnits = 0x1p-51;
  constexpr double kNone = 1e300;
  for (std::size_t q = 0; q < count; ++q) {
    double norm = 0;
    for (std::size_t k = 0; k < centers.d; ++k) {
      const double y = group.coordinates[q * centers.d + k];
      norm += y * y;
    }
    group.bases[q] = group.offsets[q] - norm;
    const double error = kFourUnits * static_cast<double>(centers.d + 3) * (norm + centers.largest_norm);
    // Below the near exponent, 2^-24 of the least weight, an error up to 1e-4 comes to 6e-12 of it.
    group.limits[q] = error <= kDotFormError ? kNone : error <= 1e-4 ? centers.near_exponent : -kNone;
  }
}

template <class V>
void sum_dots(const double* queries, const double* offsets, std::size_t count, const CenterBlocks& centers,
              double* sums) {
  const std::size_t chunk =
      (kDotChunkBytes / (centers.d * V::kLanes * sizeof(double)) / V::kDotBlocks + 1) * V::kDotBlocks;
  DotQueries group;
  for (std::size_t start = 0; start < count; start += kDotGroup) {
    const std::size_t size = count - start < kDotGroup ? count - start : kDotGroup;
    group.coordinates = queries + start * centers.d;
    group.offsets = offsets + start;
    prepare(group, size, centers);
    for (std::size_t block = 0; block < centers.blocks; block += chunk) {
      const std::size_t end = centers.blocks - block < chunk ? centers.blocks : block + chunk;
      std::size_t done = 0;
      const auto pass = [&](auto tile) {
        for (; done + tile <= size; done += tile) {
          pass_over_blocks<V, tile>(group, done, centers, block, end, sums + start);
        }
      };
      pass(Constant<V::kDotQueries>{});
      pass(Constant<V::kDotQueries / 2>{});
      pass(Constant<1>{});
    }
  }
}
