// One kernel text for every SIMD level; the compiler makes vectors of the inner loops, which run over whole blocks of
// points so that nothing is left over. (Sums of one block in registers would save loads, but compilers unroll a loop of
// fixed length before they look for vectors, and then find none.) Each leaf_kernel_<level>.cpp includes it inside an
// unnamed namespace: nothing compiled for a stronger CPU can be linked into code for a weaker one.

struct LargestDifference {
  static double add(double sum, double difference) {
    const double size = difference < -difference ? -difference : difference;
    return sum < size ? size : sum;
  }
};

struct SumOfSquares {
  static double add(double sum, double difference) { return sum + difference * difference; }
};

template <class Distance>
void leaf_distances(const double* query, const double* coordinates, std::size_t count, std::size_t d,
                    double* __restrict distances) {
  count -= count % kLeafBlock;
  for (std::size_t i = 0; i < count; ++i) distances[i] = 0;
  for (std::size_t axis = 0; axis < d; ++axis) {
    const double* x = coordinates + axis * count;
    const double q = query[axis];
    for (std::size_t i = 0; i < count; ++i) distances[i] = Distance::add(distances[i], x[i] - q);
  }
}

template <class Distance>
void box_distances(const double* low, const double* high, const double* coordinates, std::size_t count, std::size_t d,
                   double* __restrict nearest, double* __restrict farthest) {
  count -= count % kLeafBlock;
  for (std::size_t i = 0; i < count; ++i) nearest[i] = farthest[i] = 0;
  for (std::size_t axis = 0; axis < d; ++axis) {
    const double* x = coordinates + axis * count;
    const double l = low[axis], h = high[axis];
    for (std::size_t i = 0; i < count; ++i) {
      const double below = l - x[i], above = x[i] - h;
      const double outside = below < above ? above : below;
      const double inside = below < above ? -below : -above;
      nearest[i] = Distance::add(nearest[i], outside < 0 ? 0 : outside);
      farthest[i] = Distance::add(farthest[i], inside);
    }
  }
}

template <class Distance>
constexpr LeafKernel kernel_of() {
  return {leaf_distances<Distance>, box_distances<Distance>};
}
