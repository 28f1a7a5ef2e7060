// Four floats: see lanes_baseline.h, which comes first.

using SingleBaseline = BaselineLanes<float>;
