// One kernel text for every SIMD level. Each kernel_<level>.cpp includes its vector type V, then this file, inside
// an unnamed namespace: nothing compiled for a stronger CPU can be linked into code for a weaker one.
//
// V provides: kLanes, kQueries (queries kept in registers at once), load, broadcast, add, subtract, multiply_add
// (a·b + c), negative_multiply_add (c − a·b), exp2 (relative error ≤ 5e-15; 0 below 2^-1000), sum (of the lanes).

// Partial sums are taken out of the registers after this many blocks: it bounds the rounding error and keeps a
// chunk of centers in the first-level cache while all queries pass over it.
constexpr std::size_t kChunkBytes = 16384;

template <class V, std::size_t Dimension, std::size_t Queries>
inline void pass_over_chunk(const double* queries, const double* offsets, const double* coordinates,
                            const double* weights, std::size_t blocks, std::size_t runtime_d, double* sums) {
  const std::size_t d = Dimension == 0 ? runtime_d : Dimension;
  typename V::Vector sum[Queries];
  for (std::size_t q = 0; q < Queries; ++q) sum[q] = V::broadcast(0.0);
  for (std::size_t b = 0; b < blocks; ++b) {
    const double* block = coordinates + b * d * V::kLanes;
    typename V::Vector exponent[Queries];
    for (std::size_t q = 0; q < Queries; ++q) exponent[q] = V::broadcast(offsets[q]);
    for (std::size_t k = 0; k < d; ++k) {
      const auto c = V::load(block + k * V::kLanes);
      for (std::size_t q = 0; q < Queries; ++q) {
        const auto difference = V::subtract(c, V::broadcast(queries[q * d + k]));
        exponent[q] = V::negative_multiply_add(difference, difference, exponent[q]);
      }
    }
    const auto weight = V::load(weights + b * V::kLanes);
    for (std::size_t q = 0; q < Queries; ++q) sum[q] = V::multiply_add(weight, V::exp2(exponent[q]), sum[q]);
  }
  for (std::size_t q = 0; q < Queries; ++q) sums[q] += V::sum(sum[q]);
}

template <class V, std::size_t Dimension>
void pair_sum_of_dimension(const double* queries, const double* offsets, std::size_t count, const CenterBlocks& centers,
                           double* sums) {
  const std::size_t d = centers.d;
  const std::size_t block_bytes = (d + 1) * V::kLanes * sizeof(double);
  const std::size_t chunk = kChunkBytes / block_bytes + 1;
  for (std::size_t first = 0; first < centers.blocks; first += chunk) {
    const std::size_t blocks = centers.blocks - first < chunk ? centers.blocks - first : chunk;
    const double* coordinates = centers.coordinates + first * d * V::kLanes;
    const double* weights = centers.weights + first * V::kLanes;
    std::size_t q = 0;
    for (; q + V::kQueries <= count; q += V::kQueries) {
      pass_over_chunk<V, Dimension, V::kQueries>(queries + q * d, offsets + q, coordinates, weights, blocks, d,
                                                 sums + q);
    }
    for (; q < count; ++q) {
      pass_over_chunk<V, Dimension, 1>(queries + q * d, offsets + q, coordinates, weights, blocks, d, sums + q);
    }
  }
}

template <class V>
void pair_sum(const double* queries, const double* offsets, std::size_t count, const CenterBlocks& centers,
              double* sums) {
  constexpr PairSum kByDimension[] = {
      pair_sum_of_dimension<V, 0>,  pair_sum_of_dimension<V, 1>,  pair_sum_of_dimension<V, 2>,
      pair_sum_of_dimension<V, 3>,  pair_sum_of_dimension<V, 4>,  pair_sum_of_dimension<V, 5>,
      pair_sum_of_dimension<V, 6>,  pair_sum_of_dimension<V, 7>,  pair_sum_of_dimension<V, 8>,
      pair_sum_of_dimension<V, 9>,  pair_sum_of_dimension<V, 10>, pair_sum_of_dimension<V, 11>,
      pair_sum_of_dimension<V, 12>, pair_sum_of_dimension<V, 13>, pair_sum_of_dimension<V, 14>,
      pair_sum_of_dimension<V, 15>, pair_sum_of_dimension<V, 16>};
  kByDimension[centers.d <= 16 ? centers.d : 0](queries, offsets, count, centers, sums);
}
