#include "clustering/collapse.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

#include "clustering/assigner.h"
#include "clustering/class_means.h"
#include "math/orthogonalize.h"
#include "parallel/parallel_for.h"

namespace infoflow {

namespace {

double dot(const double* a, const double* b, std::size_t d) { return std::inner_product(a, a + d, b, 0.0); }

// Directions in which the class means differ, each divided by its singular value: Σ_B⁺ / classes is the sum of their
// outer products.
std::vector<double> whitened_directions(const ClassMeans& classes, std::size_t d, const Control& control) {
  const std::size_t count = classes.rows.size();
  std::vector<double> vectors = classes.means, overall(d);
  for (std::size_t i = 0; i < vectors.size(); ++i) overall[i % d] += vectors[i] / static_cast<double>(count);
  for (std::size_t i = 0; i < vectors.size(); ++i) vectors[i] -= overall[i % d];
  const auto lengths = orthogonalize(vectors, count, d, control);
  const double least = *std::max_element(lengths.begin(), lengths.end()) * static_cast<double>(std::max(count, d)) *
                       std::numeric_limits<double>::epsilon();
  std::vector<double> directions;
  for (std::size_t c = 0; c < count; ++c) {
    if (lengths[c] <= least) continue;
    // Once for the length of the vector, once for the singular value.
    for (std::size_t k = 0; k < d; ++k) directions.push_back(vectors[c * d + k] / lengths[c] / lengths[c]);
  }
  return directions;
}

// What one class adds: the squares of its rows along the directions, and the two counts.
struct OfClass {
  double squares = 0;
  std::size_t errors = 0;
  std::size_t disagreements = 0;
};

std::size_t decision(const CollapseRequest& request, const double* row, const Frame& frame) {
  const std::size_t d = request.rows.d;
  std::vector<double> x(d);
  for (std::size_t k = 0; k < d; ++k) x[k] = (row[k] + frame.shift[k]) * frame.scale;
  std::size_t best = 0;
  double highest = -std::numeric_limits<double>::infinity();
  for (std::size_t c = 0; c < request.biases.size(); ++c) {
    const double score = dot(request.classifier.data() + c * d, x.data(), d) + request.biases[c];
    if (score > highest) {
      highest = score;
      best = c;
    }
  }
  return best;
}

}  // namespace

Collapse collapse(const CollapseRequest& request, const Control& control) {
  const auto& [n, d, samples, labels, count, threads, isa] = request.rows;
  const auto rows = prepare_doubles(samples, n, d, Origin::kMean, threads, control);
  const ClassOrder order(labels, count);
  const ClassMeans classes(rows, order, threads, control);
  const auto directions = whitened_directions(classes, d, control);
  const Assigner<double> nearest(classes.means, d, isa);
  std::vector<OfClass> of_class(count);
  parallel_for(count, threads, [&, width = d](std::size_t c) {
    OfClass& own = of_class[c];
    for (std::size_t i = order.first[c]; i < order.first[c + 1]; ++i) {
      if (i % kRowsPerTile == 0) control.check();
      const double* row = rows.row(order.rows[i]);
      for (std::size_t v = 0; v < directions.size(); v += width) {
        const double along =
            dot(directions.data() + v, row, width) - dot(directions.data() + v, classes.mean(c), width);
        own.squares += along * along;
      }
      Assigned assigned{};
      nearest.assign(&row, &rows.norms[order.rows[i]], 1, &assigned);
      const auto found = static_cast<std::size_t>(assigned.center);
      own.errors += found != c ? 1 : 0;
      if (!request.biases.empty()) own.disagreements += decision(request, row, rows.frame) != found ? 1 : 0;
    }
  });
  Collapse result;
  for (std::size_t c = 0; c < count; ++c) {
    result.nc1 += of_class[c].squares / classes.rows[c];
    result.nearest_mean_errors += of_class[c].errors;
    result.disagreements += of_class[c].disagreements;
  }
  result.nc1 /= static_cast<double>(count);
  result.directions = directions.size() / d;
  result.means = classes.means;
  for (std::size_t i = 0; i < result.means.size(); ++i) {
    result.means[i] = (result.means[i] + rows.frame.shift[i % d]) * rows.frame.scale;
  }
  return result;
}

}  // namespace infoflow
