// One kernel text for every SIMD level; the compiler makes vectors of the inner loops. Each leaf_kernel_<level>.cpp
// includes it inside an unnamed namespace: nothing compiled for a stronger CPU can be linked into code for a weaker
// one.

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
                    double* distances) {
  for (std::size_t block = 0; block < count; block += kLeafBlock) {
    double sum[kLeafBlock] = {};
    const double* x = coordinates + block;
    for (std::size_t axis = 0; axis < d; ++axis, x += count) {
      const double q = query[axis];
      for (std::size_t i = 0; i < kLeafBlock; ++i) sum[i] = Distance::add(sum[i], x[i] - q);
    }
    for (std::size_t i = 0; i < kLeafBlock; ++i) distances[block + i] = sum[i];
  }
}
