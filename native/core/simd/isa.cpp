#include "simd/isa.h"

#include <cstdint>

#if defined(INFOFLOW_X86_KERNELS)
#include <cpuid.h>
#endif

namespace infoflow {

namespace {

#if defined(INFOFLOW_X86_KERNELS)
// cpuid and xgetbv instead of __builtin_cpu_supports, which answers 0 under some linkers.
struct Cpuid {
  std::uint32_t eax = 0, ebx = 0, ecx = 0, edx = 0;
};

Cpuid cpuid(std::uint32_t leaf, std::uint32_t subleaf) {
  Cpuid r;
  __get_cpuid_count(leaf, subleaf, &r.eax, &r.ebx, &r.ecx, &r.edx);
  return r;
}

std::uint64_t enabled_register_state() {
  std::uint32_t low, high;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return std::uint64_t{high} << 32 | low;
}

bool has(std::uint32_t word, int bit) { return (word >> bit & 1) != 0; }
#endif

std::vector<Isa> detect() {
  std::vector<Isa> levels = {Isa::kBaseline};
#if defined(INFOFLOW_X86_KERNELS)
  const Cpuid basic = cpuid(1, 0);
  const bool has_xsave = has(basic.ecx, 27);
  if (!has_xsave) return levels;
  const std::uint64_t state = enabled_register_state();
  const Cpuid extended = cpuid(7, 0);
  constexpr std::uint64_t kYmm = 0x6, kZmm = 0xe6;
  const bool avx2 = (state & kYmm) == kYmm && has(basic.ecx, 28) && has(basic.ecx, 12) && has(extended.ebx, 5);
  if (!avx2) return levels;
  levels.push_back(Isa::kAvx2);
  const bool avx512 = (state & kZmm) == kZmm && has(extended.ebx, 16) && has(extended.ebx, 17);
  if (avx512) levels.push_back(Isa::kAvx512);
#endif
  return levels;
}

}  // namespace

const std::vector<Isa>& usable_isas() {
  static const std::vector<Isa> levels = detect();
  return levels;
}

std::string_view isa_name(Isa isa) {
  switch (isa) {
    case Isa::kAvx512:
      return "avx512";
    case Isa::kAvx2:
      return "avx2";
    case Isa::kBaseline:
      break;
  }
  return "baseline";
}

Isa choose_isa(std::string_view wanted) {
  for (const Isa isa : usable_isas()) {
    if (isa_name(isa) == wanted) return isa;
  }
  return usable_isas().back();
}

}  // namespace infoflow
