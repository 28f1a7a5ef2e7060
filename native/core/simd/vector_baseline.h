// Four doubles in plain C++, which the compiler turns into whatever the baseline CPU has. No FMA: without the
// instruction std::fma is a library call. Included inside the unnamed namespace of a kernel file.

struct Baseline {
  using Real = double;
  struct Vector {
    double lane[4];
  };
  static constexpr std::size_t kLanes = 4;
  static constexpr std::size_t kQueries = 2;
  static constexpr std::size_t kDotQueries = 2;
  static constexpr std::size_t kDotBlocks = 1;

  template <class F>
  static Vector each(F f) {
    return {{f(0), f(1), f(2), f(3)}};
  }

  static const double* opaque(const double* p) { return p; }
  static Vector load(const double* p) {
    return each([&](int i) { return p[i]; });
  }
  static void store(double* p, const Vector& v) {
    for (int i = 0; i < 4; ++i) p[i] = v.lane[i];
  }
  static const Vector& in_register(const Vector& v) { return v; }
  static Vector broadcast(double x) {
    return each([&](int) { return x; });
  }
  static Vector add(const Vector& a, const Vector& b) {
    return each([&](int i) { return a.lane[i] + b.lane[i]; });
  }
  static Vector subtract(const Vector& a, const Vector& b) {
    return each([&](int i) { return a.lane[i] - b.lane[i]; });
  }
  static Vector multiply_add(const Vector& a, const Vector& b, const Vector& c) {
    return each([&](int i) { return a.lane[i] * b.lane[i] + c.lane[i]; });
  }
  static Vector negative_multiply_add(const Vector& a, const Vector& b, const Vector& c) {
    return each([&](int i) { return c.lane[i] - a.lane[i] * b.lane[i]; });
  }

  static Vector maximum(const Vector& a, const Vector& b) {
    return each([&](int i) { return a.lane[i] > b.lane[i] ? a.lane[i] : b.lane[i]; });
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

  struct Mask {
    bool lane[4];
  };
  static Vector minimum(const Vector& a, const Vector& b) {
    return each([&](int i) { return a.lane[i] < b.lane[i] ? a.lane[i] : b.lane[i]; });
  }
  static Mask less(const Vector& a, const Vector& b) {
    return {{a.lane[0] < b.lane[0], a.lane[1] < b.lane[1], a.lane[2] < b.lane[2], a.lane[3] < b.lane[3]}};
  }
  static Mask equal(const Vector& a, const Vector& b) {
    return {{a.lane[0] == b.lane[0], a.lane[1] == b.lane[1], a.lane[2] == b.lane[2], a.lane[3] == b.lane[3]}};
  }
  static Vector select(const Mask& mask, const Vector& a, const Vector& b) {
    return each([&](int i) { return mask.lane[i] ? a.lane[i] : b.lane[i]; });
  }
  static unsigned bits(const Mask& mask) {
    unsigned set = 0;
    for (unsigned i = 0; i < 4; ++i) set |= static_cast<unsigned>(mask.lane[i]) << i;
    return set;
  }
  static double smallest(const Vector& v) {
    double least = v.lane[0];
    for (int i = 1; i < 4; ++i) least = v.lane[i] < least ? v.lane[i] : least;
    return least;
  }
};
