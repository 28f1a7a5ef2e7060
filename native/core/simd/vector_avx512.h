// Eight doubles in a zmm register. Included inside the unnamed namespace of a kernel file compiled for AVX-512.

struct Avx512 {
  using Real = double;
  using Vector = __m512d;
  using Mask = __mmask8;
  static constexpr std::size_t kLanes = 8;
  static constexpr std::size_t kQueries = 8;
  static constexpr std::size_t kDotQueries = 8;
  static constexpr std::size_t kDotBlocks = 3;

  static const double* opaque(const double* p) {
    __asm__("" : "+r"(p));
    return p;
  }
  static Vector load(const double* p) { return _mm512_loadu_pd(p); }
  static void store(double* p, Vector v) { _mm512_storeu_pd(p, v); }
  static Vector in_register(Vector v) {
    __asm__("" : "+v"(v));
    return v;
  }
  static Vector broadcast(double x) { return _mm512_set1_pd(x); }
  static Vector add(Vector a, Vector b) { return _mm512_add_pd(a, b); }
  static Vector subtract(Vector a, Vector b) { return _mm512_sub_pd(a, b); }
  static Vector multiply_add(Vector a, Vector b, Vector c) { return _mm512_fmadd_pd(a, b, c); }
  static Vector negative_multiply_add(Vector a, Vector b, Vector c) { return _mm512_fnmadd_pd(a, b, c); }

  // The unmasked intrinsics of max, min, shuffles and scalef trip a false warning about uninitialized values in GCC 12.
  static Vector maximum(Vector a, Vector b) { return _mm512_mask_max_pd(a, 0xff, a, b); }
  static bool any_above(Vector a, Vector b) { return _mm512_cmp_pd_mask(a, b, _CMP_GT_OQ) != 0; }

  // x = k + j/16 + r: the table gives 2^(j/16), the polynomial 2^r, scalef multiplies by 2^k and flushes to 0.
  static Vector exp2(Vector x) {
    const Vector shifted = _mm512_add_pd(x, _mm512_set1_pd(kRoundToSixteenths));
    const Vector rounded = _mm512_sub_pd(shifted, _mm512_set1_pd(kRoundToSixteenths));
    const Vector r = _mm512_sub_pd(x, rounded);
    const Vector table = _mm512_permutex2var_pd(_mm512_load_pd(kExp2Table), _mm512_castpd_si512(shifted),
                                                _mm512_load_pd(kExp2Table + 8));
    Vector p = _mm512_set1_pd(kExp2Sixteenth[5]);
    for (int i = 4; i >= 0; --i) p = _mm512_fmadd_pd(p, r, _mm512_set1_pd(kExp2Sixteenth[i]));
    const Vector fraction = _mm512_mul_pd(p, table);
    return _mm512_mask_scalef_pd(fraction, 0xff, fraction, rounded);
  }

  // x · rsqrt(x), from 14 bits by two steps that each double them; 0 for x that a step would take out of range.
  static Vector sqrt(Vector x) {
    const Mask in_range = _mm512_cmp_pd_mask(x, _mm512_set1_pd(1e-280), _CMP_GT_OQ);
    const Vector half = _mm512_set1_pd(0.5);
    Vector h = _mm512_mask_rsqrt14_pd(x, 0xff, x);
    Vector root = _mm512_mul_pd(x, h);
    h = _mm512_mul_pd(h, half);
    const Vector error = _mm512_fnmadd_pd(root, h, half);
    root = _mm512_fmadd_pd(root, error, root);
    h = _mm512_fmadd_pd(h, error, h);
    return _mm512_maskz_fmadd_pd(in_range, _mm512_fnmadd_pd(root, root, x), h, root);
  }

  static double sum(Vector v) {
    alignas(64) double lane[8];
    _mm512_store_pd(lane, v);
    return ((lane[0] + lane[4]) + (lane[1] + lane[5])) + ((lane[2] + lane[6]) + (lane[3] + lane[7]));
  }

  static Vector minimum(Vector a, Vector b) { return _mm512_mask_min_pd(a, 0xff, a, b); }
  static Mask less(Vector a, Vector b) { return _mm512_cmp_pd_mask(a, b, _CMP_LT_OQ); }
  static Mask equal(Vector a, Vector b) { return _mm512_cmp_pd_mask(a, b, _CMP_EQ_OQ); }
  static Vector select(Mask mask, Vector a, Vector b) { return _mm512_mask_blend_pd(mask, b, a); }
  static unsigned bits(Mask mask) { return mask; }
  static double smallest(Vector v) {
    v = minimum(v, _mm512_mask_shuffle_f64x2(v, 0xff, v, v, 0x4e));
    v = minimum(v, _mm512_mask_shuffle_f64x2(v, 0xff, v, v, 0xb1));
    v = minimum(v, _mm512_mask_permute_pd(v, 0xff, v, 0x55));
    return _mm512_cvtsd_f64(v);
  }
};
