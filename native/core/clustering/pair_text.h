// One kernel text for every SIMD level, as mixture/kernel_text.h. Each pair_<level>.cpp includes its vector type V,
// then this file, inside an unnamed namespace.
//
// V provides: Vector, kLanes, kQueries, load, store, broadcast, add, subtract, multiply_add, sqrt (relative error
// 2^-51; it may be 0 for x ≤ 1e-280), sum.

// A chunk of blocks stays in the first-level cache while all rows pass over it.
constexpr std::size_t kChunkBytes = 16384;

template <class V, std::size_t Rows, std::size_t Dimension, bool Mutual>
inline void sum_over_chunk(const double* rows, const double* coordinates, const double* weights, std::size_t blocks,
                           std::size_t runtime_d, double* sums, double* column_sums) {
  const std::size_t d = Dimension == 0 ? runtime_d : Dimension;
  typename V::Vector sum[Rows];
  for (std::size_t r = 0; r < Rows; ++r) sum[r] = V::broadcast(0.0);
  for (std::size_t b = 0; b < blocks; ++b) {
    const double* block = coordinates + b * d * V::kLanes;
    typename V::Vector square[Rows];
    for (std::size_t r = 0; r < Rows; ++r) square[r] = V::broadcast(0.0);
    for (std::size_t k = 0; k < d; ++k) {
      const auto x = V::load(block + k * V::kLanes);
      for (std::size_t r = 0; r < Rows; ++r) {
        const auto difference = V::subtract(x, V::broadcast(rows[r * d + k]));
        square[r] = V::multiply_add(difference, difference, square[r]);
      }
    }
    const auto weight = V::load(weights + b * V::kLanes);
    auto column = V::broadcast(0.0);
    for (std::size_t r = 0; r < Rows; ++r) {
      const auto distance = V::sqrt(square[r]);
      sum[r] = V::multiply_add(weight, distance, sum[r]);
      if (Mutual) column = V::add(column, distance);
    }
    if (Mutual) {
      double* of_block = column_sums + b * V::kLanes;
      V::store(of_block, V::add(V::load(of_block), column));
    }
  }
  for (std::size_t r = 0; r < Rows; ++r) sums[r] += V::sum(sum[r]);
}

template <class V, std::size_t Dimension, bool Mutual>
void sums_of_dimension(const double* rows, std::size_t count, const RowBlocks& blocks, double* sums,
                       double* column_sums) {
  const std::size_t d = blocks.d;
  const std::size_t chunk = kChunkBytes / ((d + 1) * V::kLanes * sizeof(double)) + 1;
  for (std::size_t first = 0; first < blocks.blocks; first += chunk) {
    const std::size_t here = blocks.blocks - first < chunk ? blocks.blocks - first : chunk;
    const double* coordinates = blocks.coordinates + first * d * V::kLanes;
    const double* weights = blocks.weights + first * V::kLanes;
    double* columns = Mutual ? column_sums + first * V::kLanes : nullptr;
    std::size_t r = 0;
    for (; r + V::kQueries <= count; r += V::kQueries) {
      sum_over_chunk<V, V::kQueries, Dimension, Mutual>(rows + r * d, coordinates, weights, here, d, sums + r, columns);
    }
    for (; r < count; ++r) {
      sum_over_chunk<V, 1, Dimension, Mutual>(rows + r * d, coordinates, weights, here, d, sums + r, columns);
    }
  }
}

template <class V, bool Mutual>
void sums_of_distances(const double* rows, std::size_t count, const RowBlocks& blocks, double* sums,
                       double* column_sums) {
  constexpr MutualDistanceSums kByDimension[] = {
      sums_of_dimension<V, 0, Mutual>,  sums_of_dimension<V, 1, Mutual>,  sums_of_dimension<V, 2, Mutual>,
      sums_of_dimension<V, 3, Mutual>,  sums_of_dimension<V, 4, Mutual>,  sums_of_dimension<V, 5, Mutual>,
      sums_of_dimension<V, 6, Mutual>,  sums_of_dimension<V, 7, Mutual>,  sums_of_dimension<V, 8, Mutual>,
      sums_of_dimension<V, 9, Mutual>,  sums_of_dimension<V, 10, Mutual>, sums_of_dimension<V, 11, Mutual>,
      sums_of_dimension<V, 12, Mutual>, sums_of_dimension<V, 13, Mutual>, sums_of_dimension<V, 14, Mutual>,
      sums_of_dimension<V, 15, Mutual>, sums_of_dimension<V, 16, Mutual>};
  kByDimension[blocks.d <= 16 ? blocks.d : 0](rows, count, blocks, sums, column_sums);
}

template <class V>
void distance_sums(const double* rows, std::size_t count, const RowBlocks& blocks, double* sums) {
  sums_of_distances<V, false>(rows, count, blocks, sums, nullptr);
}

template <class V, bool Root>
void pair_distances(const double* row, const RowBlocks& blocks, double* distances) {
  const double* block = blocks.coordinates;
  for (std::size_t b = 0; b < blocks.blocks; ++b, block += blocks.d * V::kLanes) {
    auto square = V::broadcast(0.0);
    for (std::size_t k = 0; k < blocks.d; ++k) {
      const auto difference = V::subtract(V::load(block + k * V::kLanes), V::broadcast(row[k]));
      square = V::multiply_add(difference, difference, square);
    }
    V::store(distances + b * V::kLanes, Root ? V::sqrt(square) : square);
  }
}

template <class V>
constexpr PairKernel pair_kernel_of() {
  return {distance_sums<V>, sums_of_distances<V, true>, pair_distances<V, false>, pair_distances<V, true>, V::kLanes};
}
