import { rangeError } from '../errors'
import { type CheckedSamples, readSamples } from '../samples/samples'
import type { Samples } from '../samples/types'

/** x and y of the same rows. @throws RangeError where their numbers of rows differ */
export function readPair(x: Samples, y: Samples): { x: CheckedSamples; y: CheckedSamples } {
  const first = readSamples(x, 'x')
  const second = readSamples(y, 'y')
  if (first.n !== second.n) {
    throw rangeError('y', `${second.n} rows for ${first.n} rows of x`, 'ERR_INFOFLOW_SHAPE')
  }
  return { x: first, y: second }
}

/** The number of neighbours. @throws RangeError unless 1 ≤ k < n */
export function requireFewerThanRows(k: number, n: number): void {
  if (k >= n) throw rangeError('k', `${k} neighbours of each need at least ${k + 1} rows, and there are ${n}`)
}
