import { estimateMI } from '../../estimate/estimateMI'
import { fillBernoulli } from '../../random/random'
import type { SampleMatrix } from '../../samples/types'
import { firstRows, type Progress } from './curve'

/** The words of the Reed–Muller code (4,4), of rate one: all of 16 bits. */
const BITS = 16

export interface CodeSettings {
  sigma: number
  counts: readonly number[]
  /** Of intervals, which take longer: no more codewords than this. */
  intervalMost: number
  replications: number
  tolerance: number
  seed: number
}

/** I(X;T) from n random codewords; nats. */
export interface CodePoint {
  n: number
  /** The plug-in of each replication, and the largest numerical standard error among them. */
  values: number[]
  numerical: number
  /** Of the first replication, 95 %; null where none was computed or there is none. */
  interval: { low: number; high: number } | null
}

/** n codewords as BPSK symbols, −1 and 1; the first are the same for every n. */
export function drawCodewords(n: number, { seed, replication }: { seed: number; replication: number }) {
  const key = { seed, purpose: 'studySamples', stream: 0, step: replication } as const
  const data = fillBernoulli(new Float32Array(n * BITS), 0.5, key)
  for (let k = 0; k < data.length; k++) data[k] = 2 * data[k]! - 1
  return { data, shape: [n, BITS] } satisfies SampleMatrix
}

/** Mutual information between a random codeword and its noisy symbols, as codewords are added. */
export async function codeCurve(
  { sigma, counts, intervalMost, replications, tolerance, seed }: CodeSettings,
  { signal, onShare }: Progress,
): Promise<CodePoint[]> {
  const points = counts.map((n): CodePoint => ({ n, values: [], numerical: 0, interval: null }))
  for (let replication = 0; replication < replications; replication++) {
    const whole = drawCodewords(counts.at(-1)!, { seed, replication })
    // A seed of its own, so that numerical errors are as independent as the codewords.
    const options = { sigma, tolerance, seed: seed + replication, ...(signal && { signal }) }
    for (const point of points) {
      signal?.throwIfAborted()
      const samples = firstRows(whole, point.n)
      const { value, numerical } = await estimateMI(samples, { ...options, population: 'complete' })
      point.values.push(value)
      point.numerical = Math.max(point.numerical, numerical.standardError)
      if (replication === 0 && point.n <= intervalMost) {
        point.interval = (await estimateMI(samples, options)).interval
      }
    }
    onShare((replication + 1) / replications)
  }
  return points
}
