// Four doubles: see lanes_baseline.h, which comes first.

struct Baseline : BaselineLanes<double> {
  static constexpr std::size_t kQueries = 2;
  static constexpr std::size_t kDotQueries = 2;
  static constexpr std::size_t kDotBlocks = 1;

  static const double* opaque(const double* p) { return p; }
  static const Vector& in_register(const Vector& v) { return v; }
  static Vector add(const Vector& a, const Vector& b) {
    return each([&](int i) { return a.lane[i] + b.lane[i]; });
  }
  static bool any_above(const Vector& a, const Vector& b) {
    return a.lane[0] > b.lane[0] || a.lane[1] > b.lane[1] || a.lane[2] > b.lane[2] || a.lane[3] > b.lane[3];
  }

  // As in vector_avx2.h.
  static Vector exp2(const Vector& v) {
    return each([&](int i) {
      const double x = v.lane[i] > -1010.0 ? v.lane[i] : -1010.0;
      const double shifted = x + kRoundToInteger;
      const double r = x - (shifted - kRoundToInteger);
      double p = kExp2Half[10];
      for (int k = 9; k >= 0; --k) p = p * r + kExp2Half[k];
      const auto bits = __builtin_bit_cast(std::uint64_t, p) + (__builtin_bit_cast(std::uint64_t, shifted) << 52);
      return __builtin_bit_cast(double, bits);
    });
  }

  static Vector sqrt(const Vector& x) {
    return each([&](int i) { return __builtin_sqrt(x.lane[i]); });
  }

  static double sum(const Vector& v) { return (v.lane[0] + v.lane[2]) + (v.lane[1] + v.lane[3]); }
};
