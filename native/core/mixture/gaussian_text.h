// Densities of many general Gaussians at one point, for every SIMD level: see kernel_text.h for how this file is used
// and what V provides.

template <class V>
void gaussian_terms(const double* query, double offset, const GaussianBlocks& gaussians, double* terms) {
  const SubnormalsAreZero in_this_call;
  const std::size_t d = gaussians.d;
  const std::size_t stride = gaussians.block_rows * V::kLanes;
  typename V::Vector difference[kMostGaussianDimensions];
  for (std::size_t b = 0; b < gaussians.blocks; ++b) {
    const double* mean = gaussians.data + b * stride;
    const double* factor = mean + d * V::kLanes;
    auto exponent = V::broadcast(offset);
    if (gaussians.diagonal) {
      for (std::size_t k = 0; k < d; ++k) {
        const auto t = V::subtract(V::load(mean + k * V::kLanes), V::broadcast(query[k]));
        const auto u = V::multiply_add(V::load(factor), t, V::broadcast(0.0));
        exponent = V::negative_multiply_add(u, u, exponent);
        factor += V::kLanes;
      }
    } else {
      for (std::size_t i = 0; i < d; ++i) {
        difference[i] = V::subtract(V::load(mean + i * V::kLanes), V::broadcast(query[i]));
        auto u = V::broadcast(0.0);
        for (std::size_t k = 0; k <= i; ++k, factor += V::kLanes)
          u = V::multiply_add(V::load(factor), difference[k], u);
        exponent = V::negative_multiply_add(u, u, exponent);
      }
    }
    V::store(terms + b * V::kLanes, V::exp2(V::subtract(exponent, V::load(factor))));
  }
}
