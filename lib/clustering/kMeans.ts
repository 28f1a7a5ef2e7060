import { requireInteger, requireNonNegative, requireOptions, requireWeights } from '../arguments'
import { rangeError, typeError } from '../errors'
import { requireMemory } from '../memory'
import { JOB_OPTIONS, type JobOptions, readJobOptions, runJob } from '../native/job'
import { addon } from '../native/loader'
import { type CheckedSamples, readSamples } from '../samples/samples'
import type { Samples } from '../samples/types'

/** How many clusters: `k` to be found from seeded starts, or a start of their own. */
export type KMeansClusters =
  | {
      /** Clusters, 1 ≤ k ≤ n. */
      k: number
      /** Starts tried, each from other seeds; the result of least inertia counts. Default 1. */
      nInit?: number
      start?: never
    }
  | {
      /** k × d centers to start from. */
      start: Samples
      k?: never
      nInit?: never
    }

export type KMeansOptions = KMeansClusters &
  JobOptions & {
    /** n weights, finite, not negative, not all zero, used as they are. Default: 1 each. */
    weights?: ArrayLike<number>
    /**
     * Stops when the squared moves of all centers sum to at most this part of the columns' mean variance. Default 1e-4;
     * 0: only when no row changes its cluster.
     */
    tolerance?: number
    /** At least 1. Default 300. */
    maxIterations?: number
    /** An integer in [0, 2^53). Default 0. The same seed gives the same bits, whatever the thread count. */
    seed?: number
  }

export interface KMeansResult {
  /** The cluster of each row, 0 … k − 1. */
  labels: Int32Array
  /** k × d, row-major, in the units of the samples. */
  centers: { data: Float64Array; shape: [k: number, d: number] }
  /** Σ w ‖x − center‖², in the units of the samples, squared. */
  inertia: number
  /** Iterations of the run that counts. */
  iterations: number
  /** Whether it ended by `tolerance` or unchanged labels, not by `maxIterations`. */
  converged: boolean
  /** Clusters that have rows: fewer than k where fewer than k rows are distinct. */
  occupied: number
  settings: {
    n: number
    d: number
    k: number
    nInit: number
    tolerance: number
    maxIterations: number
    seed: number
  }
}

/**
 * Clusters of least squared distance to their means, by Lloyd's iterations from greedy k-means++ or given centers.
 *
 * @param samples n × d, see {@link Samples}; copied before the call returns
 * @param options `k` or `start` is needed; unknown options are refused
 * @throws TypeError, RangeError or Error (as a rejection) with a stable `code` and the `argument`; `signal.reason` if aborted
 *
 * Accuracy: that of double arithmetic, for Float32Array too, which is searched in single precision first and again in
 * double wherever that could matter; from the same start the partition and inertia are scikit-learn's (rows exactly
 * between two centers go to the first). Cost: O(n k d) an iteration, less as centers settle; memory n × d values of
 * the samples' type and 16 bytes a row. Source: S. Lloyd 1982; G. Hamerly, SDM 2010; D. Arthur, S. Vassilvitskii, SODA
 * 2007. Edge cases: a cluster without rows moves to the row farthest from its own center, as in scikit-learn; where
 * every row sits on a center it stays where it was, so k larger than the number of distinct rows leaves clusters empty.
 */
export async function kMeans(samples: Samples, options: KMeansOptions): Promise<KMeansResult> {
  const known = ['k', 'start', 'nInit', 'weights', 'tolerance', 'maxIterations', 'seed', ...JOB_OPTIONS]
  const given = requireOptions(options, known, '{ k: 10 }')
  const { k: wanted, start, nInit = 1, weights } = given
  if ((wanted === undefined) === (start === undefined)) throw typeError('k', 'give either k or start')
  if (start !== undefined && given.nInit !== undefined)
    throw typeError('nInit', 'is for seeded starts, and start is given')
  const settings = {
    nInit: requireInteger('nInit', nInit, 1, 2 ** 32 - 1),
    tolerance: requireNonNegative('tolerance', given.tolerance ?? 1e-4),
    maxIterations: requireInteger('maxIterations', given.maxIterations ?? 300, 1),
    seed: requireInteger('seed', given.seed ?? 0, 0),
  }
  const job = readJobOptions(given)
  job.signal?.throwIfAborted()
  const { data, n, d } = readSamples(samples)
  const centers = start === undefined ? null : readStart(start, d)
  const k = centers === null ? requireInteger('k', wanted, 1) : centers.n
  if (k > n) throw rangeError(centers === null ? 'k' : 'start', `${k} clusters are more than the ${n} rows`)
  requireMemory(`samples: ${n} × ${d} values and ${k} centers`, 2 * data.byteLength + 16 * n + 64 * k * d)
  const native = await runJob(
    'moving centers',
    (report) =>
      addon().kMeans(
        {
          samples: data,
          n,
          d,
          weights: requireWeights(weights, n),
          k,
          start: centers === null ? null : Float64Array.from(centers.data),
          runs: settings.nInit,
          tolerance: settings.tolerance,
          maxIterations: settings.maxIterations,
          seed: settings.seed,
          threads: job.threads,
        },
        report,
      ),
    job,
  )
  return {
    ...native,
    centers: { data: native.centers, shape: [k, d] },
    settings: { n, d, k, ...settings },
  }
}

function readStart(start: Samples, d: number): CheckedSamples {
  const centers = readSamples(start, 'start')
  if (centers.d !== d)
    throw rangeError('start', `centers have ${centers.d} values, and rows ${d}`, 'ERR_INFOFLOW_SHAPE')
  return centers
}
