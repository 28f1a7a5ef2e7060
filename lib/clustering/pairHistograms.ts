import { requireInteger, requirePositive } from '../arguments'
import type { NativeLabelledRows, NativePairCounts } from '../native/clustering'
import { type CheckedJobOptions, runJob } from '../native/job'
import { addon } from '../native/loader'
import type { Samples } from '../samples/types'
import { type LabelledOptions, readLabelledRows } from './labelledRows'
import { norm } from './norm'

/** Over the pairs of rows of one kind. */
export interface PairHistogram {
  /** Pairs in each bin. */
  counts: Float64Array
  /** Pairs in all, those outside the bins too. */
  pairs: number
  /** Mean of their values; null where there is no pair. */
  mean: number | null
}

export interface PairHistograms {
  /** bins + 1 edges; a bin holds its lower edge, the last one its upper edge too. */
  edges: Float64Array
  /** Pairs of rows with the same label, and with different ones. */
  within: PairHistogram
  across: PairHistogram
}

export interface DistanceOptions extends LabelledOptions {
  /** Default 100. */
  bins?: number
  /** Upper edge of the last bin. Default: the diagonal of the samples' bounding box, which no distance exceeds. */
  largest?: number
}

/**
 * Histograms of the Euclidean distances between all pairs of rows, within classes and across them: a representation
 * that clusters has a peak at small distances.
 *
 * @param samples n × d, see {@link Samples}; copied before the call returns
 * @param options `labels` is needed; one label for all rows counts every pair as `within`
 * @returns in the units of the samples
 * @throws TypeError, RangeError or Error (as a rejection) with a stable `code` and the `argument`; `signal.reason` if aborted
 *
 * Accuracy: every pair is counted once; a distance within 1e-15 · d of an edge may fall on either side of it. Cost:
 * O(n² d) time and O(n d) memory: pairs are streamed. Edge cases: where all rows are equal every distance is 0, in the
 * first bin.
 */
export async function pairDistances(samples: Samples, options: DistanceOptions): Promise<PairHistograms> {
  const { rows, job } = readLabelledRows(samples, options, ['bins', 'largest'])
  const bins = readBins(options)
  const largest = options.largest === undefined ? diagonal(rows) : requirePositive('largest', options.largest)
  const { within, across, edges } = await histograms('distance', rows, equalEdges(0, largest, bins), job)
  return { edges, within, across }
}

export interface CosineHistograms extends PairHistograms {
  /** Rows that are zero: they have no direction and are in no pair. */
  zeroRows: number
}

/**
 * Histograms on [−1, 1] of the cosines between all pairs of rows, seen from the origin, within classes and across them.
 *
 * @param samples n × d, see {@link Samples}; copied before the call returns
 * @param options `labels` is needed; one label for all rows counts every pair as `within`
 * @throws TypeError, RangeError or Error (as a rejection) with a stable `code` and the `argument`; `signal.reason` if aborted
 *
 * Accuracy: every pair is counted once; a cosine within 1e-15 · d of an edge may fall on either side of it. Cost:
 * O(n² d) time and O(n d) memory: pairs are streamed. Edge cases: rows that are zero are left out and counted.
 */
export async function cosineSimilarities(
  samples: Samples,
  options: LabelledOptions & { bins?: number },
): Promise<CosineHistograms> {
  const { rows, job } = readLabelledRows(samples, options, ['bins'])
  return await histograms('cosine', rows, equalEdges(-1, 1, readBins(options)), job)
}

function readBins({ bins }: { bins?: number }): number {
  return requireInteger('bins', bins ?? 100, 1, 1e6)
}

async function histograms(
  measure: 'distance' | 'cosine',
  rows: NativeLabelledRows,
  edges: Float64Array,
  job: CheckedJobOptions,
): Promise<CosineHistograms> {
  const request = { ...rows, measure, bins: edges.length - 1, edges }
  const { within, across, zeroRows } = await runJob(
    'counting pairs',
    (report) => addon().pairHistograms(request, report),
    job,
  )
  return { edges, within: toHistogram(within), across: toHistogram(across), zeroRows }
}

function toHistogram({ bins, pairs, sum }: NativePairCounts): PairHistogram {
  return { counts: bins, pairs, mean: pairs === 0 ? null : sum / pairs }
}

function equalEdges(low: number, high: number, bins: number): Float64Array {
  return Float64Array.from({ length: bins + 1 }, (_, b) =>
    b === bins ? high : low + ((high - low) * b) / bins,
  )
}

/** Of the bounding box; 1 where all rows are equal, so that bins have a width. */
function diagonal({ samples, n, d }: NativeLabelledRows): number {
  const sides = new Float64Array(d)
  for (let k = 0; k < d; k++) {
    let low = Number.POSITIVE_INFINITY
    let high = Number.NEGATIVE_INFINITY
    for (let i = 0; i < n; i++) {
      low = Math.min(low, samples[i * d + k]!)
      high = Math.max(high, samples[i * d + k]!)
    }
    sides[k] = high - low
  }
  return Math.min(norm(sides), Number.MAX_VALUE) || 1
}
