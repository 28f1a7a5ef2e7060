#include "clustering/distance_sums.h"

#include <algorithm>
#include <vector>

#include "clustering/pair_kernel.h"
#include "parallel/parallel_for.h"

namespace infoflow {

namespace {

constexpr std::size_t kRowsPerTile = 64;
// Coordinates of pairs between two looks at the cancel flag: about 5 ms.
constexpr std::size_t kWorkPerLook = std::size_t{1} << 24;
// Bands of rows, an even number: half of them are the most threads that work at once.
constexpr std::size_t kMostBands = 128;
constexpr std::size_t kRowsPerBand = 256;

class DistanceSumsOfRows {
 public:
  DistanceSumsOfRows(const Rows<double>& rows, const ClassOrder& order, const DistanceSumsSettings& settings,
                     const Control& control, const std::function<void(std::size_t, const double*)>& use)
      : rows_(rows),
        order_(order),
        settings_(settings),
        control_(control),
        use_(use),
        kernel_(pair_kernel_for(settings.isa)),
        blocks_(rows, order, kernel_.lanes),
        stride_(kWorkPerLook / (kRowsPerTile * kernel_.lanes * rows.d) + 1) {}

  void run() const {
    const std::size_t places = blocks_.first_block.back() * kernel_.lanes;
    if (order_.classes() * places * sizeof(double) <= settings_.most_bytes) {
      every_pair_once(places);
    } else {
      row_by_row();
    }
  }

 private:
  // Rows `first` … `first + count` − 1 of a class.
  struct Tile {
    std::size_t of_class, first, count;
    std::vector<double> values;
  };

  Tile tile(std::size_t of_class, std::size_t first, std::size_t end) const {
    Tile found{of_class, first, std::min(kRowsPerTile, end - first), {}};
    found.values.resize(found.count * rows_.d);
    for (std::size_t i = 0; i < found.count; ++i) {
      std::copy_n(rows_.row(order_.rows[order_.first[of_class] + first + i]), rows_.d, &found.values[i * rows_.d]);
    }
    return found;
  }

  // Adds to `sums` of the tile's rows those over the blocks begin … end − 1, of one class; and where `back` is given,
  // to back[place] those of the rows at these blocks over the tile.
  void add(const Tile& of, std::size_t begin, std::size_t end, double* sums, double* back) const {
    for (std::size_t b = begin; b < end; b += stride_) {
      control_.check();
      const RowBlocks view{blocks_.coordinates.data() + b * rows_.d * kernel_.lanes,
                           blocks_.weights.data() + b * kernel_.lanes, std::min(stride_, end - b), rows_.d};
      if (back == nullptr) {
        kernel_.distance_sums(of.values.data(), of.count, view, sums);
      } else {
        kernel_.mutual_distance_sums(of.values.data(), of.count, view, sums, back + b * kernel_.lanes);
      }
    }
  }

  // Bands of blocks meet in rounds, each band once a round, so that no two threads add to the same sums, and all add in
  // the same order whatever their number: the schedule of a tournament.
  void every_pair_once(std::size_t places) const {
    AlignedVector<double> sums(order_.classes() * places);
    const std::size_t bands = std::clamp<std::size_t>(rows_.n / kRowsPerBand / 2 * 2, 2, kMostBands);
    const std::size_t blocks = blocks_.first_block.back();
    const std::size_t meetings = bands + bands * (bands - 1) / 2;
    std::atomic<std::size_t> done = 0;
    const auto meet = [&](std::size_t p, std::size_t q) {
      const Band one{p * blocks / bands, (p + 1) * blocks / bands}, other{q * blocks / bands, (q + 1) * blocks / bands};
      measure(one, other, places, sums.data());
      control_.report(static_cast<double>(++done), static_cast<double>(meetings));
    };
    parallel_for(bands, settings_.threads, [&](std::size_t p) { meet(p, p); });
    const std::size_t others = bands - 1;
    for (std::size_t round = 0; round < others; ++round) {
      parallel_for(bands / 2, settings_.threads, [&](std::size_t i) {
        if (i == 0) {
          meet(round, others);
        } else {
          meet((round + i) % others, (round + others - i) % others);
        }
      });
    }
    std::vector<double> of_row(order_.classes());
    for (std::size_t c = 0; c < order_.classes(); ++c) {
      for (std::size_t i = 0; i < order_.size(c); ++i) {
        const std::size_t place = blocks_.first_block[c] * kernel_.lanes + i;
        for (std::size_t to = 0; to < order_.classes(); ++to) of_row[to] = sums[to * places + place];
        use_(order_.rows[order_.first[c] + i], of_row.data());
      }
    }
  }

  struct Band {
    std::size_t begin, end;  // blocks
  };

  // Calls body(class, begin, end) for the blocks of each class in a band.
  template <class Body>
  void for_classes(const Band& band, const Body& body) const {
    for (std::size_t c = 0; c < order_.classes(); ++c) {
      const std::size_t begin = std::max(band.begin, blocks_.first_block[c]);
      const std::size_t end = std::min(band.end, blocks_.first_block[c + 1]);
      if (begin < end) body(c, begin, end);
    }
  }

  void measure(const Band& one, const Band& other, std::size_t places, double* sums) const {
    const bool same = one.begin == other.begin;
    for_classes(one, [&](std::size_t c, std::size_t begin, std::size_t end) {
      const std::size_t base = blocks_.first_block[c];
      const std::size_t last = std::min((end - base) * kernel_.lanes, order_.size(c));
      for (std::size_t first = (begin - base) * kernel_.lanes; first < last; first += kRowsPerTile) {
        const Tile of = tile(c, first, last);
        for_classes(other, [&](std::size_t to, std::size_t to_begin, std::size_t to_end) {
          add(of, to_begin, to_end, sums + to * places + base * kernel_.lanes + first,
              same ? nullptr : sums + c * places);
        });
      }
    });
  }

  void row_by_row() const {
    std::vector<std::size_t> first_tile(order_.classes() + 1);
    for (std::size_t c = 0; c < order_.classes(); ++c) {
      first_tile[c + 1] = first_tile[c] + (order_.size(c) + kRowsPerTile - 1) / kRowsPerTile;
    }
    std::atomic<std::size_t> done = 0;
    parallel_for(first_tile.back(), settings_.threads, [&](std::size_t t) {
      const auto after = std::upper_bound(first_tile.begin(), first_tile.end(), t) - first_tile.begin();
      const auto c = static_cast<std::size_t>(after) - 1;
      const Tile of = tile(c, (t - first_tile[c]) * kRowsPerTile, order_.size(c));
      std::vector<double> of_class(of.count), sums(of.count * order_.classes());
      for (std::size_t to = 0; to < order_.classes(); ++to) {
        std::fill(of_class.begin(), of_class.end(), 0.0);
        add(of, blocks_.first_block[to], blocks_.first_block[to + 1], of_class.data(), nullptr);
        for (std::size_t i = 0; i < of.count; ++i) sums[i * order_.classes() + to] = of_class[i];
      }
      for (std::size_t i = 0; i < of.count; ++i) {
        use_(order_.rows[order_.first[c] + of.first + i], sums.data() + i * order_.classes());
      }
      control_.report(static_cast<double>(++done), static_cast<double>(first_tile.back()));
    });
  }

  const Rows<double>& rows_;
  const ClassOrder& order_;
  const DistanceSumsSettings& settings_;
  const Control& control_;
  const std::function<void(std::size_t, const double*)>& use_;
  const PairKernel& kernel_;
  const ClassBlocks blocks_;
  const std::size_t stride_;
};

}  // namespace

void for_each_distance_sums(const Rows<double>& rows, const ClassOrder& order, const DistanceSumsSettings& settings,
                            const Control& control, const std::function<void(std::size_t, const double*)>& use) {
  DistanceSumsOfRows(rows, order, settings, control, use).run();
}

}  // namespace infoflow
