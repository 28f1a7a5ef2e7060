import { drawnIndices } from '../../random/random'

/** Pairs of numbers in the order of time, with others apart from them. */
export type Series = readonly (readonly [x: number, y: number])[]

export interface Correlation {
  value: number
  low: number
  high: number
  pairs: number
}

const RESAMPLES = 2000
const CONFIDENCE = 0.95

/**
 * Pearson's correlation over the pairs of all series, with a percentile interval from a moving-block bootstrap (Künsch
 * 1989): what follows in time is not independent, so blocks of consecutive pairs are drawn, as many of each series as it
 * has.
 * @returns null where fewer than two blocks' worth of pairs are there, or one of the two never moves
 */
export function blockCorrelation(all: readonly Series[], block: number, seed: number): Correlation | null {
  const series = all.filter(({ length }) => length >= block)
  const pairs = series.flat()
  const value = pearson(pairs)
  if (pairs.length < 2 * block || Number.isNaN(value)) return null
  const values: number[] = []
  for (let step = 0; step < RESAMPLES; step++) {
    const drawn = pearson(series.flatMap((own, stream) => resampled(own, block, { seed, stream, step })))
    if (!Number.isNaN(drawn)) values.push(drawn)
  }
  values.sort((a, b) => a - b)
  const end = (share: number) => values[Math.round(share * (values.length - 1))]!
  const tail = (1 - CONFIDENCE) / 2
  return { value, low: end(tail), high: end(1 - tail), pairs: pairs.length }
}

function resampled(series: Series, block: number, key: { seed: number; stream: number; step: number }) {
  const blocks = Math.ceil(series.length / block)
  const starts = drawnIndices(blocks, series.length - block + 1, { ...key, purpose: 'resampling' })
  return Array.from(starts, (start) => series.slice(start, start + block))
    .flat()
    .slice(0, series.length)
}

/** NaN where one of the two is constant. */
function pearson(pairs: Series): number {
  const mean = (k: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[k], 0) / pairs.length
  const [mx, my] = [mean(0), mean(1)]
  let [xy, xx, yy] = [0, 0, 0]
  for (const [x, y] of pairs) {
    xy += (x - mx) * (y - my)
    xx += (x - mx) ** 2
    yy += (y - my) ** 2
  }
  return xx === 0 || yy === 0 ? Number.NaN : xy / Math.sqrt(xx * yy)
}
