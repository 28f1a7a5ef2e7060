// Four numbers in plain C++, which the compiler turns into whatever the baseline CPU has. No FMA: without the
// instruction std::fma is a library call. Included inside the unnamed namespace of a kernel file.

template <class T>
struct BaselineLanes {
  using Real = T;
  struct Vector {
    T lane[4];
  };
  struct Mask {
    bool lane[4];
  };
  static constexpr std::size_t kLanes = 4;

  template <class F>
  static Vector each(F f) {
    return {{f(0), f(1), f(2), f(3)}};
  }

  static Vector load(const T* p) {
    return each([&](int i) { return p[i]; });
  }
  static void store(T* p, const Vector& v) {
    for (int i = 0; i < 4; ++i) p[i] = v.lane[i];
  }
  static Vector broadcast(T x) {
    return each([&](int) { return x; });
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
  static Vector minimum(const Vector& a, const Vector& b) {
    return each([&](int i) { return a.lane[i] < b.lane[i] ? a.lane[i] : b.lane[i]; });
  }
  static Vector maximum(const Vector& a, const Vector& b) {
    return each([&](int i) { return a.lane[i] > b.lane[i] ? a.lane[i] : b.lane[i]; });
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
  static T smallest(const Vector& v) {
    T least = v.lane[0];
    for (int i = 1; i < 4; ++i) least = v.lane[i] < least ? v.lane[i] : least;
    return least;
  }
};
