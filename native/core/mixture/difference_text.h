// The pair sum from differences, ‖y − c‖² = Σ_k (y_k − c_k)²: as accurate as the coordinates. Part of kernel_text.h.

// Partial sums are taken out of the registers after this many blocks: it bounds the rounding error and keeps a
// chunk of centers in the first-level cache while all queries pass over it.
constexpr std::size_t kChunkBytes = 16384;

// One block of centers.
template <class V, std::size_t Queries>
inline void subtract_squares(const double* queries, const double* block, std::size_t d,
                             typename V::Vector (&exponent)[Queries]) {
  for (std::size_t k = 0; k < d; ++k) {
    const auto c = V::load(block + k * V::kLanes);
    unrolled<Queries>([&](auto q) {
      const auto difference = V::subtract(c, V::broadcast(queries[q * d + k]));
      exponent[q] = V::negative_multiply_add(difference, difference, exponent[q]);
    });
  }
}

// Dimension 0: known only at run time.
template <class V, std::size_t Dimension, std::size_t Queries>
[[gnu::flatten]] void pass_over_chunk(const double* queries, const double* offsets, const double* coordinates,
                                      const double* weights, std::size_t blocks, std::size_t runtime_d, double* sums) {
  const std::size_t d = Dimension == 0 ? runtime_d : Dimension;
  typename V::Vector sum[Queries];
  unrolled<Queries>([&](auto q) { sum[q] = V::broadcast(0.0); });
  for (std::size_t b = 0; b < blocks; ++b) {
    const double* block = coordinates + b * d * V::kLanes;
    // Broadcasting from memory is free; what the compiler would hoist out of the loop doesn't fit into registers.
    const double* const query = V::opaque(queries);
    typename V::Vector exponent[Queries];
    unrolled<Queries>([&](auto q) { exponent[q] = V::broadcast(offsets[q]); });
    subtract_squares<V>(query, block, d, exponent);
    const auto weight = V::load(weights + b * V::kLanes);
    unrolled<Queries>([&](auto q) { sum[q] = V::multiply_add(weight, V::exp2(exponent[q]), sum[q]); });
  }
  unrolled<Queries>([&](auto q) { sums[q] += V::sum(sum[q]); });
}

template <class V, std::size_t Dimension>
void sum_differences(const double* queries, const double* offsets, std::size_t count, const CenterBlocks& centers,
                     double* sums) {
  const std::size_t d = centers.d;
  const std::size_t block_bytes = (d + 1) * V::kLanes * sizeof(double);
  const std::size_t chunk = kChunkBytes / block_bytes + 1;
  for (std::size_t first = 0; first < centers.blocks; first += chunk) {
    const std::size_t blocks = centers.blocks - first < chunk ? centers.blocks - first : chunk;
    const double* coordinates = centers.coordinates + first * d * V::kLanes;
    const double* weights = centers.weights + first * V::kLanes;
    std::size_t done = 0;
    const auto pass = [&](auto tile) {
      for (; done + tile <= count; done += tile) {
        pass_over_chunk<V, Dimension, tile>(queries + done * d, offsets + done, coordinates, weights, blocks, d,
                                            sums + done);
      }
    };
    pass(Constant<V::kQueries>{});
    pass(Constant<V::kQueries / 2>{});
    pass(Constant<1>{});
  }
}

template <class V, std::size_t Queries>
[[gnu::flatten]] void nearest_in_chunk(const double* queries, const double* coordinates, std::size_t blocks,
                                       std::size_t d, double* distances) {
  typename V::Vector nearest[Queries];
  unrolled<Queries>([&](auto q) { nearest[q] = V::broadcast(-distances[q]); });
  for (std::size_t b = 0; b < blocks; ++b) {
    typename V::Vector negative[Queries];
    unrolled<Queries>([&](auto q) { negative[q] = V::broadcast(0.0); });
    subtract_squares<V>(queries, coordinates + b * d * V::kLanes, d, negative);
    unrolled<Queries>([&](auto q) { nearest[q] = V::maximum(nearest[q], negative[q]); });
  }
  unrolled<Queries>([&](auto q) {
    double lane[V::kLanes];
    V::store(lane, nearest[q]);
    for (std::size_t i = 0; i < V::kLanes; ++i) distances[q] = -lane[i] < distances[q] ? -lane[i] : distances[q];
  });
}

template <class V>
void nearest_distances(const double* queries, std::size_t count, const CenterBlocks& centers, double* distances) {
  const std::size_t d = centers.d;
  const std::size_t chunk = kChunkBytes / (d * V::kLanes * sizeof(double)) + 1;
  for (std::size_t first = 0; first < centers.blocks; first += chunk) {
    const std::size_t blocks = centers.blocks - first < chunk ? centers.blocks - first : chunk;
    const double* coordinates = centers.coordinates + first * d * V::kLanes;
    std::size_t done = 0;
    const auto pass = [&](auto tile) {
      for (; done + tile <= count; done += tile) {
        nearest_in_chunk<V, tile>(queries + done * d, coordinates, blocks, d, distances + done);
      }
    };
    pass(Constant<V::kQueries>{});
    pass(Constant<1>{});
  }
}
