import { addon } from '../native/loader'
import type { SampleMatrix } from '../samples/types'

/** What every tool is timed on: centers uniform on [−1, 1]^d and points drawn around the first of them. */
export interface Problem {
  sigma: number
  centers: SampleMatrix & { data: Float64Array }
  points: SampleMatrix & { data: Float64Array }
}

export const DIMENSIONS = [2, 5, 12, 64, 784]
const SIGMA = 0.1
/** See lib/random/random.ts. */
const PURPOSE = 25

/** Names the random numbers of a part of the arrays in d dimensions. */
export const problemKey = (d: number, stream: number) => ({ seed: 0, purpose: PURPOSE, stream, step: d })

/** @param points at most `centers` */
export function problem(d: number, centers = 10_000, points = 2048): Problem {
  const bits = new Uint32Array(centers * d)
  addon().fillBits(bits, problemKey(d, 0))
  const c = Float64Array.from(bits, (word) => word / 2 ** 31 - 1)
  const y = new Float64Array(points * d)
  addon().fillNormals(y, problemKey(d, 1))
  for (let i = 0; i < y.length; i++) y[i] = c[i]! + SIGMA * y[i]!
  return { sigma: SIGMA, centers: { data: c, shape: [centers, d] }, points: { data: y, shape: [points, d] } }
}
