// Evaluation points: drawn around centers, each with the exponent of the center that it came from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace infoflow {

struct Points {
  std::vector<double> coordinates;   // points × d, scaled
  std::vector<double> exponents;     // ‖y − c‖² in the kernels' units (base 2) to the point's own center
  std::vector<std::size_t> centers;  // that one

  std::size_t size() const { return exponents.size(); }
  void append(const Points& more);
  // Those of `which`, in this order.
  Points subset(std::span<const std::size_t> which) const;
};

// What the random numbers of an estimate are for; part of "same seed, same bits". lib/random/random.ts has those
// below 32.
enum class DrawPurpose : std::uint32_t {
  kValue = 0,
  kPositions = 32,
  kFolds = 33,
  kBracket = 34,
  kPairs = 35,
  kPointwise = 36,
  kScrambling = 37
};

// Names the random numbers of some points: visit i is visit first_visit + i of the stage.
struct DrawName {
  std::uint64_t seed = 0;
  DrawPurpose purpose = DrawPurpose::kValue;
  std::uint32_t stage = 0;
  std::uint64_t first_visit = 0;
  std::uint32_t first_draw = 0;
  // Normals that a point may use: points of fewer dimensions with this name use the first of the same. 0: as many as
  // it has dimensions.
  std::size_t width = 0;
};

// Normals for `draws` points at each of `visits` visits: width of them each, point = draw · visits + visit.
std::vector<double> draw_normals(std::size_t visits, std::uint32_t draws, std::size_t width, const DrawName& name);

// `draws` points around each of the centers named (rows of `centers`, d wide). Point = draw · visits + visit.
Points draw_points(const std::vector<double>& centers, std::size_t d, std::span<const std::size_t> visits,
                   std::uint32_t draws, const DrawName& name);

// A point around each of the centers named, from normals of its own: points × width, of which it uses the first d.
Points points_around(const std::vector<double>& centers, std::size_t d, std::span<const std::size_t> visits,
                     std::span<const double> normals, std::size_t width);

// Exponent from the stored, rounded point: the kernel's own term is then 1 up to its exp2.
double exponent_between(const double* a, const double* b, std::size_t d);

}  // namespace infoflow
