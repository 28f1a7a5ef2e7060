import type { RivalWarning } from './types'

/** An estimate this close to the most that n rows can show says more about n. */
const SATURATION_MARGIN_NATS = 1

/**
 * Fires where the rows are fewer than the 2^d orthants of their space. No estimator without knowledge of the noise does
 * better than order 2^d / (η d) samples for accuracy η: Goldfeld, Greenewald, Polyanskiy, Weed, "Convergence of
 * Smoothed Empirical Measures", and the ICML 2019 poster, theorem 1.
 */
export function dimensionWarnings(n: number, d: number): RivalWarning[] {
  const needed = 2 ** d
  if (n >= needed) return []
  const message = `${n} rows in ${d} dimensions: distances to neighbours say little there; at least 2^d = ${needed} rows are needed, and often far more`
  return [
    Number.isSafeInteger(needed)
      ? { code: 'dimension-too-high', message, needed: { samples: needed } }
      : { code: 'dimension-too-high', message },
  ]
}

/**
 * Fires where a nearest-neighbour information is near log(n/k), the most it can see: it needs exp(I) rows. Gao, Ver
 * Steeg, Galstyan, "Efficient Estimation of Mutual Information for Strongly Dependent Variables", AISTATS 2015.
 */
export function strongDependenceWarnings(value: number, n: number, k: number): RivalWarning[] {
  const most = Math.log(n / k)
  if (most - value > SATURATION_MARGIN_NATS) return []
  return [
    {
      code: 'saturated-at-log-n',
      message: `${value.toFixed(3)} nats of about log(n/k) = ${most.toFixed(3)} that nearest neighbours among ${n} rows can show: the information may be far larger`,
    },
  ]
}

/** Fires where rows repeat: nearest-neighbour estimators assume densities, and have no meaning at atoms. */
export function tieWarnings(tied: number, n: number, k: number): RivalWarning[] {
  if (tied === 0) return []
  return [
    {
      code: 'tied-rows',
      message: `${tied} of ${n} rows have ${k} or more equal ones: the estimator assumes densities; use binning, or samples with their noise`,
    },
  ]
}
