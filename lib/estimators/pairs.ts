import { rangeError } from '../errors'
import { requireMemory } from '../memory'
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

/**
 * The number of neighbours of each of n rows in d dimensions.
 * @throws RangeError unless k < n; ERR_INFOFLOW_MEMORY where n × k neighbours, or the rows' copies, don't fit
 */
export function requireNeighbours(k: number, n: number, d: number): void {
  if (k >= n) throw rangeError('k', `${k} neighbours of each need at least ${k + 1} rows, and there are ${n}`)
  requireMemory(`${k} neighbours of each of ${n} rows`, n * (12 * k + 32 * d + 32))
}
