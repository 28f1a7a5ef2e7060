// Arithmetic on numbers below 2^-1022 traps into microcode on x86, a hundred times slower than the rest, and most
// terms of a mixture in many dimensions are that small. Included inside the unnamed namespace of a kernel file.

// While one lives, this thread takes such operands and results as 0. The code that computes must be behind a call
// through a pointer: the compiler doesn't know that arithmetic depends on this.
class SubnormalsAreZero {
 public:
#if defined(__SSE2__) || defined(_M_X64)
  SubnormalsAreZero() : before_(_mm_getcsr()) { _mm_setcsr(before_ | kFlushResults | kFlushOperands); }
  ~SubnormalsAreZero() { _mm_setcsr(before_); }

 private:
  static constexpr unsigned kFlushResults = 0x8000, kFlushOperands = 0x0040;
  unsigned before_;
#else
  SubnormalsAreZero() {}
  ~SubnormalsAreZero() {}

 public:
#endif
  SubnormalsAreZero(const SubnormalsAreZero&) = delete;
  SubnormalsAreZero& operator=(const SubnormalsAreZero&) = delete;
};
