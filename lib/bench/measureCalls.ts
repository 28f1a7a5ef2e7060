import { estimateEntropy } from '../estimate/estimateEntropy'
import { logDensity } from '../estimate/logDensity'
import { addon } from '../native/loader'
import { DIMENSIONS, type Problem, problem } from './problem'

/** The speed of one call. */
export interface CallSpeed {
  call: 'logDensity' | 'estimateEntropy'
  isa: string
  n: number
  d: number
  threads: number
  seconds: number
  /** Pairs of point and center a second, counted whether they were summed or could be skipped. */
  pairsPerSecond: number
  /** Of what the multiply-add units of the threads' cores could sum, measured at the same moment. */
  ofBound: number
}

export interface MeasureOptions {
  /** Least time for each figure. */
  seconds: number
  dimensions?: readonly number[]
  signal?: AbortSignal
  onSpeed?: (speed: CallSpeed) => void
}

/** The largest is quick enough for what its pairs cost; the others show what a call costs by itself. */
const sizes = (d: number) => (d <= 128 ? [625, 2500, 10_000] : [625, 2500])

/**
 * Times the public calls on uniform centers, σ = .1, with one thread and with all the cores of this process. The best
 * of as many runs as fit into the time counts: another process on the machine slows some.
 */
export async function measureCalls({
  seconds,
  dimensions = DIMENSIONS,
  signal,
  onSpeed,
}: MeasureOptions): Promise<CallSpeed[]> {
  const { cores } = addon().cpu()
  const speeds: CallSpeed[] = []
  const add = (speed: CallSpeed) => {
    speeds.push(speed)
    onSpeed?.(speed)
  }
  for (const d of dimensions) {
    for (const threads of cores > 1 ? [1, cores] : [1]) {
      for (const n of sizes(d)) add(await entropySpeed(problem(d, n, 1), threads, seconds, signal))
      add(await logDensitySpeed(problem(d), threads, seconds, signal))
    }
  }
  return speeds
}

/** One draw a center; drawing, logarithms and moments included. */
async function entropySpeed(
  { centers, sigma }: Problem,
  threads: number,
  least: number,
  signal: AbortSignal | undefined,
) {
  const [n, d] = centers.shape
  const call = () =>
    estimateEntropy(centers, {
      sigma,
      draws: n,
      method: 'sampled',
      population: 'complete',
      threads,
      ...watched(signal),
    })
  return speed('estimateEntropy', n, d, n * n, threads, await bestSeconds(call, least))
}

async function logDensitySpeed(
  { centers, points, sigma }: Problem,
  threads: number,
  least: number,
  signal: AbortSignal | undefined,
) {
  const [n, d] = centers.shape
  const call = () => logDensity(points, { samples: centers, sigma, threads, ...watched(signal) })
  return speed('logDensity', n, d, n * points.shape[0], threads, await bestSeconds(call, least))
}

function speed(
  call: CallSpeed['call'],
  n: number,
  d: number,
  pairs: number,
  threads: number,
  seconds: number,
): CallSpeed {
  const { lanes, multiplyAdds, operationsPerBlock } = addon().peak(d)
  const pairsPerSecond = pairs / seconds
  const ofBound = (pairsPerSecond * operationsPerBlock) / (lanes * multiplyAdds * threads)
  return { call, isa: addon().cpu().isa, n, d, threads, seconds, pairsPerSecond, ofBound }
}

const watched = (signal: AbortSignal | undefined) => (signal === undefined ? {} : { signal })

/** After a first run that warms up. */
async function bestSeconds(call: () => Promise<unknown>, least: number): Promise<number> {
  await call()
  let best = Number.POSITIVE_INFINITY
  const start = performance.now()
  do {
    const begin = performance.now()
    await call()
    best = Math.min(best, (performance.now() - begin) / 1000)
  } while (performance.now() - start < 1000 * least)
  return best
}
