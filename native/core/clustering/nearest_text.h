// One kernel text for every SIMD level, precision and V, as mixture/kernel_text.h. Each nearest_<level>.cpp includes
// its vector types, then this file, inside an unnamed namespace.
//
// V provides: Real, Vector, Mask, kLanes, load, store, broadcast, subtract, multiply_add (a·b + c),
// negative_multiply_add (c − a·b), minimum, maximum, less, equal, select (a where the mask is set, else b), bits (of a
// mask, lane 0 lowest), smallest (of the lanes).

// What is known of one row after some blocks, a value for each lane. `block` counts in Real, so that one select serves
// it: exact up to 2^24 blocks.
template <class V>
struct Running {
  typename V::Vector score, second, block;
};

template <class V, std::size_t Rows, std::size_t Vectors>
inline void pass_over_blocks(const typename V::Real* const* rows, const CenterBlocksOf<typename V::Real>& centers,
                             std::size_t first_block, Running<V>* running) {
  const std::size_t d = centers.d;
  const auto* coordinates = centers.coordinates + first_block * d * V::kLanes;
  typename V::Vector score[Rows][Vectors];
  for (std::size_t v = 0; v < Vectors; ++v) {
    const auto half_norm = V::load(centers.half_norms + (first_block + v) * V::kLanes);
    for (std::size_t r = 0; r < Rows; ++r) score[r][v] = half_norm;
  }
  for (std::size_t k = 0; k < d; ++k) {
    typename V::Vector c[Vectors];
    for (std::size_t v = 0; v < Vectors; ++v) c[v] = V::load(coordinates + (v * d + k) * V::kLanes);
    for (std::size_t r = 0; r < Rows; ++r) {
      const auto x = V::broadcast(rows[r][k]);
      for (std::size_t v = 0; v < Vectors; ++v) score[r][v] = V::negative_multiply_add(x, c[v], score[r][v]);
    }
  }
  for (std::size_t r = 0; r < Rows; ++r) {
    auto known = running[r];
    for (std::size_t v = 0; v < Vectors; ++v) {
      const auto nearer = V::less(score[r][v], known.score);
      known.second = V::minimum(known.second, V::maximum(known.score, score[r][v]));
      known.score = V::minimum(known.score, score[r][v]);
      const auto number = V::broadcast(static_cast<typename V::Real>(first_block + v));
      known.block = V::select(nearer, number, known.block);
    }
    running[r] = known;
  }
}

template <class V>
inline NearestTwo<typename V::Real> over_lanes(const Running<V>& known) {
  const auto score = V::smallest(known.score);
  const auto at_score = V::equal(known.score, V::broadcast(score));
  typename V::Real block[V::kLanes];
  V::store(block, known.block);
  std::int32_t index = 0;
  unsigned lanes = V::bits(at_score);
  const bool tie = (lanes & (lanes - 1)) != 0;
  for (bool first = true; lanes != 0; lanes &= lanes - 1, first = false) {
    const auto lane = static_cast<std::int32_t>(__builtin_ctz(lanes));
    const std::int32_t center = static_cast<std::int32_t>(block[lane]) * static_cast<std::int32_t>(V::kLanes) + lane;
    index = first || center < index ? center : index;
  }
  return {score, tie ? score : V::smallest(V::select(at_score, known.second, known.score)), index};
}

template <class V, std::size_t Rows, std::size_t Vectors>
inline void pass_over_rows(const typename V::Real* const* rows, std::size_t count,
                           const CenterBlocksOf<typename V::Real>& centers, std::size_t first_block,
                           Running<V>* running) {
  std::size_t r = 0;
  for (; r + Rows <= count; r += Rows) {
    pass_over_blocks<V, Rows, Vectors>(rows + r, centers, first_block, running + r);
  }
  for (; r < count; ++r) pass_over_blocks<V, 1, Vectors>(rows + r, centers, first_block, running + r);
}

// Rows × Vectors scores are in registers at once.
template <class V, std::size_t Rows, std::size_t Vectors>
void nearest_two(const typename V::Real* const* rows, std::size_t count,
                 const CenterBlocksOf<typename V::Real>& centers, NearestTwo<typename V::Real>* nearest) {
  const auto infinity = V::broadcast(static_cast<typename V::Real>(__builtin_inf()));
  Running<V> running[kRowsPerTile];
  for (std::size_t r = 0; r < count; ++r) running[r] = {infinity, infinity, V::broadcast(0)};
  std::size_t b = 0;
  for (; b + Vectors <= centers.blocks; b += Vectors) {
    pass_over_rows<V, Rows, Vectors>(rows, count, centers, b, running);
  }
  const std::size_t rest = centers.blocks - b;
  if (rest == 3) pass_over_rows<V, Rows, 3>(rows, count, centers, b, running);
  if (rest == 2) pass_over_rows<V, Rows, 2>(rows, count, centers, b, running);
  if (rest == 1) pass_over_rows<V, Rows, 1>(rows, count, centers, b, running);
  for (std::size_t r = 0; r < count; ++r) nearest[r] = over_lanes<V>(running[r]);
}

template <class V>
void distances(const typename V::Real* row, const CenterBlocksOf<typename V::Real>& centers,
               typename V::Real* squared_distances) {
  const typename V::Real* block = centers.coordinates;
  for (std::size_t b = 0; b < centers.blocks; ++b, block += centers.d * V::kLanes) {
    auto sum = V::broadcast(0);
    for (std::size_t k = 0; k < centers.d; ++k) {
      const auto difference = V::subtract(V::load(block + k * V::kLanes), V::broadcast(row[k]));
      sum = V::multiply_add(difference, difference, sum);
    }
    V::store(squared_distances + b * V::kLanes, sum);
  }
}

template <class V, std::size_t Rows, std::size_t Vectors>
constexpr NearestKernel<typename V::Real> nearest_kernel_of() {
  return {nearest_two<V, Rows, Vectors>, distances<V>, V::kLanes};
}
