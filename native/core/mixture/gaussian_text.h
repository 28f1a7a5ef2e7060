// Densities of many general Gaussians, for every SIMD level: see kernel_text.h for how this file is used and what V
// provides.

// 2^(offset − ‖A(query − mean)‖² − c) of one block of Gaussians at a tile of queries. Dimension 0: known only at run
// time; else A is full.
template <class V, std::size_t Dimension, std::size_t Queries>
[[gnu::always_inline]] inline void gaussian_densities(const double* queries, const double* offsets, const double* block,
                                                      const GaussianBlocks& gaussians,
                                                      typename V::Vector (&density)[Queries]) {
  const std::size_t d = Dimension == 0 ? gaussians.d : Dimension;
  typename V::Vector exponent[Queries];
  unrolled<Queries>([&](auto q) __attribute__((always_inline)) { exponent[q] = V::broadcast(offsets[q]); });
  const double* factor = block + d * V::kLanes;
  if (Dimension == 0 && gaussians.diagonal) {
    for (std::size_t k = 0; k < d; ++k, factor += V::kLanes) {
      const auto mean = V::load(block + k * V::kLanes), a = V::load(factor);
      unrolled<Queries>([&](auto q) __attribute__((always_inline)) {
        const auto t = V::subtract(mean, V::broadcast(queries[q * d + k]));
        const auto u = V::multiply_add(a, t, V::broadcast(0.0));
        exponent[q] = V::negative_multiply_add(u, u, exponent[q]);
      });
    }
  } else {
    typename V::Vector difference[Dimension == 0 ? kMostGaussianDimensions : Dimension][Queries];
    const auto add_row = [&](auto i, const auto& for_each_until) __attribute__((always_inline)) {
      const auto mean = V::load(block + i * V::kLanes);
      typename V::Vector u[Queries];
      unrolled<Queries>([&](auto q) __attribute__((always_inline)) {
        difference[i][q] = V::subtract(mean, V::broadcast(queries[q * d + i]));
        u[q] = V::broadcast(0.0);
      });
      for_each_until([&](auto k) __attribute__((always_inline)) {
        const auto a = V::load(factor + k * V::kLanes);
        unrolled<Queries>([&](auto q)
                              __attribute__((always_inline)) { u[q] = V::multiply_add(a, difference[k][q], u[q]); });
      });
      factor += (i + 1) * V::kLanes;
      unrolled<Queries>([&](auto q) __attribute__((always_inline)) {
        exponent[q] = V::negative_multiply_add(u[q], u[q], exponent[q]);
      });
    };
    if constexpr (Dimension == 0) {
      for (std::size_t i = 0; i < d; ++i) {
        add_row(i, [&](const auto& body) {
          for (std::size_t k = 0; k <= i; ++k) body(k);
        });
      }
    } else {
      unrolled<Dimension>([&](auto i) __attribute__((always_inline)) {
        add_row(i, [&](const auto& body) __attribute__((always_inline)) { unrolled<i + 1>(body); });
      });
    }
  }
  const auto constant = V::load(factor);
  unrolled<Queries>([&](auto q)
                        __attribute__((always_inline)) { density[q] = V::exp2(V::subtract(exponent[q], constant)); });
}

template <class V, std::size_t Dimension, std::size_t Queries>
[[gnu::flatten]] void terms_in_chunk(const double* queries, const double* offsets, const GaussianBlocks& gaussians,
                                     std::size_t first, std::size_t end, double* terms) {
  const std::size_t stride = gaussians.block_rows * V::kLanes;
  for (std::size_t b = first; b < end; ++b) {
    typename V::Vector density[Queries];
    gaussian_densities<V, Dimension>(queries, offsets, gaussians.data + b * stride, gaussians, density);
    unrolled<Queries>([&](auto q) __attribute__((always_inline)) {
      V::store(terms + (q * gaussians.blocks + b) * V::kLanes, density[q]);
    });
  }
}

template <class V, std::size_t Dimension, std::size_t Queries>
[[gnu::flatten]] void sums_in_chunk(const double* queries, const double* offsets, const GaussianBlocks& gaussians,
                                    std::size_t first, std::size_t end, double* sums) {
  const std::size_t stride = gaussians.block_rows * V::kLanes;
  typename V::Vector sum[Queries];
  unrolled<Queries>([&](auto q) __attribute__((always_inline)) { sum[q] = V::broadcast(0.0); });
  for (std::size_t b = first; b < end; ++b) {
    typename V::Vector density[Queries];
    gaussian_densities<V, Dimension>(queries, offsets, gaussians.data + b * stride, gaussians, density);
    unrolled<Queries>([&](auto q) __attribute__((always_inline)) { sum[q] = V::add(sum[q], density[q]); });
  }
  unrolled<Queries>([&](auto q) __attribute__((always_inline)) { sums[q] += V::sum(sum[q]); });
}

// `pass(tile, query, first, end)` for tiles of queries over chunks of Gaussians that stay in the second-level cache.
template <class V, class Pass>
inline void over_chunks(std::size_t count, const GaussianBlocks& gaussians, const Pass& pass) {
  constexpr std::size_t kChunkOfGaussians = 131072;
  const std::size_t chunk = kChunkOfGaussians / (gaussians.block_rows * V::kLanes * sizeof(double)) + 1;
  for (std::size_t first = 0; first < gaussians.blocks; first += chunk) {
    const std::size_t end = gaussians.blocks - first < chunk ? gaussians.blocks : first + chunk;
    std::size_t done = 0;
    for (; done + V::kQueries <= count; done += V::kQueries) pass(Constant<V::kQueries>{}, done, first, end);
    for (; done + V::kQueries / 2 <= count; done += V::kQueries / 2) {
      pass(Constant<V::kQueries / 2>{}, done, first, end);
    }
    for (; done < count; ++done) pass(Constant<1>{}, done, first, end);
  }
}

// `run(dimension)` with the dimension known where that makes a difference.
template <class Run>
inline void with_dimension(const GaussianBlocks& gaussians, const Run& run) {
  switch (gaussians.diagonal ? 0 : gaussians.d) {
    case 1:
      return run(Constant<1>{});
    case 2:
      return run(Constant<2>{});
    case 3:
      return run(Constant<3>{});
    case 4:
      return run(Constant<4>{});
    case 5:
      return run(Constant<5>{});
    case 6:
      return run(Constant<6>{});
    case 7:
      return run(Constant<7>{});
    case 8:
      return run(Constant<8>{});
    default:
      return run(Constant<0>{});
  }
}

template <class V>
void gaussian_terms(const double* queries, const double* offsets, std::size_t count, const GaussianBlocks& gaussians,
                    double* terms) {
  const SubnormalsAreZero in_this_call;
  with_dimension(gaussians, [&](auto dimension) {
    over_chunks<V>(count, gaussians, [&](auto tile, std::size_t query, std::size_t first, std::size_t end) {
      terms_in_chunk<V, dimension, tile>(queries + query * gaussians.d, offsets + query, gaussians, first, end,
                                         terms + query * gaussians.blocks * V::kLanes);
    });
  });
}

template <class V>
void gaussian_sums(const double* queries, const double* offsets, std::size_t count, const GaussianBlocks& gaussians,
                   double* sums) {
  const SubnormalsAreZero in_this_call;
  with_dimension(gaussians, [&](auto dimension) {
    over_chunks<V>(count, gaussians, [&](auto tile, std::size_t query, std::size_t first, std::size_t end) {
      sums_in_chunk<V, dimension, tile>(queries + query * gaussians.d, offsets + query, gaussians, first, end,
                                        sums + query);
    });
  });
}
