// Centers in runs that lie together, each run with its box: queries that lie together skip the runs that are too far
// away to matter, with a certificate.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "mixture/blocked_centers.h"
#include "parallel/control.h"

namespace infoflow {

class CenterRuns {
 public:
  CenterRuns(std::size_t d, const Kernel& kernel)
      : kernel_(kernel), d_(d), centers_(d, kernel.lanes), runs_(d), groups_(d) {}

  // Replaces the content by the rows `rows[i]` of `points` (row-major, d wide) with weights `weights[i]` > 0. Rows
  // should be in an order in which neighbours lie together, as a k-d tree's.
  void assign(const double* points, std::span<const std::size_t> rows, std::span<const double> weights,
              const Control& control);

  // What terms may be left out.
  struct Skipping {
    double share = 0;      // of the sum; 0 is none
    double least_sum = 1;  // the same share of this, times the centers' weight, where the sum is less
  };

  // sums[i] += Σ_j w_j 2^(offsets[i] − ‖queries[i] − c_j‖²), less at most half of `skipping.share` of it and of its
  // `least_sum`. Where offsets[i] is the squared distance from one of the centers, the least weight is a least sum. As
  // accurate as the pair sum beside that. Queries should be in an order like that of the centers; those of one call
  // share what they skip, so the last digits of a sum depend on the queries beside it, but on nothing else. Looks at
  // `control` every few milliseconds. Returns how many pairs were summed. Cost: where nothing can be skipped, 3 % over
  // the pair sum.
  std::size_t add_sums(const double* queries, const double* offsets, std::size_t count, const Skipping& skipping,
                       double* sums, const Control& control) const;

  // distances[i] = ‖queries[i] − c‖² of a center c that lies near the query: none is nearer by more than 900, so that
  // terms with this offset neither overflow nor all vanish. Queries should be in an order like that of the centers.
  void distances_to_near_centers(const double* queries, std::size_t count, double* distances,
                                 const Control& control) const;

  const BlockedCenters& centers() const { return centers_; }
  double least_weight() const { return least_weight_; }

 private:
  struct Box;
  struct NearRun;

  // Boxes around runs, or around groups of runs, and their squared distances from another box.
  class Boxes {
   public:
    explicit Boxes(std::size_t d) : d_(d) {}
    void clear() { ends_.clear(); }
    void add(const Box& box);
    std::size_t size() const { return ends_.size() / (2 * d_); }
    double distance(const Box& box, std::size_t i) const;
    double distance_of_middles(const Box& box, std::size_t i) const;

   private:
    std::size_t d_;
    std::vector<double> ends_;  // per box d low and d high ends
  };

  // Runs of a group.
  std::size_t first_run(std::size_t group) const;
  // The centers of runs run, …, end − 1.
  CenterBlocks blocks_of(std::size_t run, std::size_t end) const;
  // For queries that lie together; returns how many runs were summed.
  std::size_t add_near(const double* queries, const double* offsets, std::size_t count, const Skipping& skipping,
                       double* sums, const Control& control) const;
  void add_runs(const double* queries, const double* offsets, std::size_t count, std::size_t first, std::size_t end,
                double* sums, const Control& control) const;
  std::vector<NearRun> runs_within(double reach, const Box& box) const;
  // A distance beyond which those of the runs come to 2^allowed at most.
  double limit_of(std::span<const NearRun> near, double allowed) const;
  // A run around the middle of the box, or near it.
  std::size_t central_run(const Box& box) const;

  const Kernel& kernel_;
  std::size_t d_;
  BlockedCenters centers_;
  Boxes runs_;
  Boxes groups_;  // of kRunsPerGroup runs
  std::vector<double> weight_of_run_;
  double least_weight_ = 0;
};

}  // namespace infoflow
