// A product of small dense matrices, for every SIMD level: see kernel_text.h for how this file is used and what V
// provides.

// Some rows and two vectors of columns at a time.
template <class V>
[[gnu::flatten]] void add_product(const double* a, std::size_t a_stride, std::size_t rows, std::size_t inner,
                                  const double* b, double* c) {
  constexpr std::size_t kRows = V::kDotQueries;  // divides 8
  for (std::size_t row = 0; row < rows; row += kRows) {
    for (std::size_t column = 0; column < kProductColumns; column += 2 * V::kLanes) {
      typename V::Vector left_sum[kRows], right_sum[kRows];
      unrolled<kRows>([&](auto r) { left_sum[r] = right_sum[r] = V::broadcast(0.0); });
      const double* factors = a + row * a_stride + inner;
      const double* columns = b + inner * kProductColumns + column;
      for (std::size_t k = 0; k < inner; ++k) {
        --factors;
        columns -= kProductColumns;
        const auto left = V::load(columns), right = V::load(columns + V::kLanes);
        unrolled<kRows>([&](auto r) {
          const auto factor = V::broadcast(factors[r * a_stride]);
          left_sum[r] = V::multiply_add(factor, left, left_sum[r]);
          right_sum[r] = V::multiply_add(factor, right, right_sum[r]);
        });
      }
      unrolled<kRows>([&](auto r) {
        double* out = c + (row + r) * kProductColumns + column;
        V::store(out, V::add(V::load(out), left_sum[r]));
        V::store(out + V::kLanes, V::add(V::load(out + V::kLanes), right_sum[r]));
      });
    }
  }
}
