// Sixteen floats in a zmm register. Included inside the unnamed namespace of a kernel file compiled for AVX-512.

struct SingleAvx512 {
  using Real = float;
  using Vector = __m512;
  using Mask = __mmask16;
  static constexpr std::size_t kLanes = 16;

  static Vector load(const float* p) { return _mm512_loadu_ps(p); }
  static void store(float* p, Vector v) { _mm512_storeu_ps(p, v); }
  static Vector broadcast(float x) { return _mm512_set1_ps(x); }
  static Vector subtract(Vector a, Vector b) { return _mm512_sub_ps(a, b); }
  static Vector multiply_add(Vector a, Vector b, Vector c) { return _mm512_fmadd_ps(a, b, c); }
  static Vector negative_multiply_add(Vector a, Vector b, Vector c) { return _mm512_fnmadd_ps(a, b, c); }
  // The unmasked intrinsics trip a false warning about uninitialized values in GCC 12.
  static Vector minimum(Vector a, Vector b) { return _mm512_mask_min_ps(a, 0xffff, a, b); }
  static Vector maximum(Vector a, Vector b) { return _mm512_mask_max_ps(a, 0xffff, a, b); }
  static Mask less(Vector a, Vector b) { return _mm512_cmp_ps_mask(a, b, _CMP_LT_OQ); }
  static Mask equal(Vector a, Vector b) { return _mm512_cmp_ps_mask(a, b, _CMP_EQ_OQ); }
  static Vector select(Mask mask, Vector a, Vector b) { return _mm512_mask_blend_ps(mask, b, a); }
  static unsigned bits(Mask mask) { return mask; }
  static float smallest(Vector v) {
    v = minimum(v, _mm512_mask_shuffle_f32x4(v, 0xffff, v, v, 0x4e));
    v = minimum(v, _mm512_mask_shuffle_f32x4(v, 0xffff, v, v, 0xb1));
    v = minimum(v, _mm512_mask_permute_ps(v, 0xffff, v, 0x4e));
    v = minimum(v, _mm512_mask_permute_ps(v, 0xffff, v, 0xb1));
    return _mm512_cvtss_f32(v);
  }
};
