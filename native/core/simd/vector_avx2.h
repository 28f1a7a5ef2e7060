// Four doubles in a ymm register. Included inside the unnamed namespace of a kernel file compiled for AVX2 and FMA.

struct Avx2 {
  using Real = double;
  using Vector = __m256d;
  static constexpr std::size_t kLanes = 4;
  static constexpr std::size_t kQueries = 6;
  static constexpr std::size_t kDotQueries = 4;
  static constexpr std::size_t kDotBlocks = 3;

  static const double* opaque(const double* p) {
    __asm__("" : "+r"(p));
    return p;
  }
  static Vector load(const double* p) { return _mm256_loadu_pd(p); }
  static void store(double* p, Vector v) { _mm256_storeu_pd(p, v); }
  static Vector in_register(Vector v) {
    __asm__("" : "+x"(v));
    return v;
  }
  static Vector broadcast(double x) { return _mm256_set1_pd(x); }
  static Vector add(Vector a, Vector b) { return _mm256_add_pd(a, b); }
  static Vector subtract(Vector a, Vector b) { return _mm256_sub_pd(a, b); }
  static Vector multiply_add(Vector a, Vector b, Vector c) { return _mm256_fmadd_pd(a, b, c); }
  static Vector negative_multiply_add(Vector a, Vector b, Vector c) { return _mm256_fnmadd_pd(a, b, c); }

  static Vector maximum(Vector a, Vector b) { return _mm256_max_pd(a, b); }
  static bool any_above(Vector a, Vector b) { return _mm256_movemask_pd(_mm256_cmp_pd(a, b, _CMP_GT_OQ)) != 0; }

  // x = k + r: the polynomial gives 2^r, adding k to the exponent field multiplies by 2^k. Below the clamp the
  // result is 2^-1010 or so instead of 0: weights are at most 1 and every sum is at least 1e-300.
  static Vector exp2(Vector x) {
    x = _mm256_max_pd(x, _mm256_set1_pd(-1010.0));
    const Vector shifted = _mm256_add_pd(x, _mm256_set1_pd(kRoundToInteger));
    const Vector r = _mm256_sub_pd(x, _mm256_sub_pd(shifted, _mm256_set1_pd(kRoundToInteger)));
    Vector p = _mm256_set1_pd(kExp2Half[10]);
    for (int i = 9; i >= 0; --i) p = _mm256_fmadd_pd(p, r, _mm256_set1_pd(kExp2Half[i]));
    const __m256i exponent = _mm256_slli_epi64(_mm256_castpd_si256(shifted), 52);
    return _mm256_castsi256_pd(_mm256_add_epi64(_mm256_castpd_si256(p), exponent));
  }

  static Vector sqrt(Vector x) { return _mm256_sqrt_pd(x); }

  static double sum(Vector v) {
    alignas(32) double lane[4];
    _mm256_store_pd(lane, v);
    return (lane[0] + lane[2]) + (lane[1] + lane[3]);
  }

  using Mask = __m256d;
  static Vector minimum(Vector a, Vector b) { return _mm256_min_pd(a, b); }
  static Mask less(Vector a, Vector b) { return _mm256_cmp_pd(a, b, _CMP_LT_OQ); }
  static Mask equal(Vector a, Vector b) { return _mm256_cmp_pd(a, b, _CMP_EQ_OQ); }
  static Vector select(Mask mask, Vector a, Vector b) { return _mm256_blendv_pd(b, a, mask); }
  static unsigned bits(Mask mask) { return static_cast<unsigned>(_mm256_movemask_pd(mask)); }
  static double smallest(Vector v) {
    const __m128d least = _mm_min_pd(_mm256_castpd256_pd128(v), _mm256_extractf128_pd(v, 1));
    return _mm_cvtsd_f64(_mm_min_sd(least, _mm_unpackhi_pd(least, least)));
  }
};
