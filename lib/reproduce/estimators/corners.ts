import { fillBernoulli, fillNormals, type RandomKey } from '../../random/random'
import type { Draw } from './curve'

/** Of the Gaussian at each corner, along each axis. */
export const CORNER_DEVIATION = 0.02

/** Entropy of one coordinate plus noise by σ, nats; quadrature, 5 decimals. */
const COORDINATE_ENTROPY = { 0.05: -0.8554, 0.1: -0.18328, 0.2: 0.50446 } as const
export type CornerSigma = keyof typeof COORDINATE_ENTROPY

/** Entropy of the corner mixture in d dimensions plus noise, nats: its coordinates are independent. */
export const cornerEntropy = (d: number, sigma: CornerSigma) => d * COORDINATE_ENTROPY[sigma]

/**
 * n draws of a mixture of Gaussians at the corners of [−1, 1]^d, equally likely, cut to the cube: every coordinate is,
 * independently, ±(1 − .02 |z|).
 */
export function drawCorners(
  n: number,
  d: number,
  { sigma, seed, replication }: { sigma: number; seed: number; replication: number },
): Draw {
  const key = (which: number): RandomKey => ({
    seed,
    purpose: 'studySamples',
    stream: 3 * d + which,
    step: replication,
  })
  const signs = fillBernoulli(new Float32Array(n * d), 0.5, key(0))
  const data = fillNormals(new Float64Array(n * d), key(1))
  const noisy = fillNormals(new Float64Array(n * d), key(2))
  for (let k = 0; k < data.length; k++) {
    data[k] = (2 * signs[k]! - 1) * (1 - CORNER_DEVIATION * Math.abs(data[k]!))
    noisy[k] = data[k]! + sigma * noisy[k]!
  }
  return { centers: { data, shape: [n, d] }, noisy: { data: noisy, shape: [n, d] } }
}
