import { inARow, nats } from '../../report/words'
import { type Judgement, judgedAfter, verdictOf } from '../judgement'
import type { LayerCourse, LayerMoment, NetworkCourse } from './networkCourse'

interface Range {
  layer: number
  /** What something is at least and at most, nats. */
  least: number
  most: number
}

/**
 * In one layer I(X;T) and I(Y;T) rise by `rise` from the first snapshot to some that is not after epoch `by`. The best of
 * many noisy snapshots looks too good: intervals are widened `widening` times about their middle.
 */
export function layerFittingRule(
  { layers }: NetworkCourse,
  { rise, by, widening }: { rise: number; by: number; widening: number },
): Judgement {
  const risesOf = (of: 'input' | 'label') =>
    layers.map(({ layer, moments }) => riseOf(layer, courseOf(moments, of, widening), by))
  const [inputs, labels] = [risesOf('input'), risesOf('label')]
  const bothAtLeast = (end: 'least' | 'most') =>
    layers.some((_, l) => Math.min(inputs[l]![end], labels[l]![end]) >= rise)
  const epoch = layers[0]!.moments.at(-1)!.epoch
  return {
    ...decided(bothAtLeast('least'), bothAtLeast('most'), { epoch, enough: by }),
    measured: `rise of I(X;T) by epoch ${by}, in nats: ${rangesText(inputs)}; of I(Y;T): ${rangesText(labels)}`,
    values: { ...valuesOf('inputRise', inputs), ...valuesOf('labelRise', labels) },
  }
}

/** I(X;T) of some layer comes down from its largest by `drop`, while the loss falls. */
export function layerCompressionRule(
  { layers, losses }: NetworkCourse,
  { drop, enough }: { drop: number; enough: number },
): Judgement {
  const ranges = layers.map(compressionRange)
  const end = losses.at(-1)!
  const lossAt = (epoch: number) => losses.find((row) => row.epoch === epoch)!.train
  const isLearning = ({ compression: { peak } }: LayerCourse) =>
    peak === end.epoch || end.train < lossAt(peak)
  const reaches = (end: 'least' | 'most') =>
    layers.some((layer, l) => ranges[l]![end] >= drop && isLearning(layer))
  const { peak } = mostCompressing(layers).compression
  return {
    ...decided(reaches('least'), reaches('most'), { epoch: end.epoch, enough }),
    measured: `compression in nats: ${rangesText(ranges)}; training loss ${lossAt(peak).toFixed(4)} at epoch ${peak}, ${end.train.toFixed(4)} at the end`,
    values: { ...valuesOf('compression', ranges), lossBefore: lossAt(peak), lossAtEnd: end.train },
  }
}

/** Since I(X;T) of the last layer was largest, its inputs have come together in fewer clusters, and classes in tighter ones. */
export function layerClusteringRule(
  { layers }: NetworkCourse,
  { share, enough }: { share: number; enough: number },
): Judgement {
  const { peak, last } = peakAndEnd(layers.at(-1)!)
  const isFewer = last.clusters <= share * peak.clusters
  const isTighter = last.tightness <= share * peak.tightness
  return {
    ...judgedAfter(isFewer && isTighter, { epoch: last.epoch, enough }),
    measured: `from epoch ${peak.epoch} to ${last.epoch}: ${peak.clusters} clusters, then ${last.clusters}; distance within classes ${peak.tightness.toFixed(3)} of that across them, then ${last.tightness.toFixed(3)}`,
    values: {
      peakEpoch: peak.epoch,
      clustersBefore: peak.clusters,
      clustersAfter: last.clusters,
      tightnessBefore: peak.tightness,
      tightnessAfter: last.tightness,
    },
  }
}

/** In the layer that compresses most, merged clusters carry the part `most` of the fall. */
export function driverRule(
  { layers }: NetworkCourse,
  { most, half, drop }: { most: number; half: number; drop: number },
): Judgement {
  const { layer, compression, merging } = mostCompressing(layers)
  if (merging === null || !((compression.interval?.low ?? 0) >= drop)) {
    const measured = `no layer surely compresses by ${drop} nats`
    return { verdict: 'undecided', measured, values: { layer: null, share: null }, needed: null }
  }
  // Adding 0 makes a −0 positive, which JSON has not.
  const share = merging.merges.value / merging.change.value + 0
  // Of a quotient, to first order; the two errors are not independent, so they are added.
  const error =
    Math.abs(share) *
    (merging.merges.standardError / Math.abs(merging.merges.value || 1) +
      merging.change.standardError / Math.abs(merging.change.value))
  const isMost = share - 2 * error >= most
  return {
    verdict: verdictOf(isMost, share + 2 * error < half),
    measured: `layer ${layer}: merges carry ${nats(merging.merges.value)} of ${nats(merging.change.value)} nats, a share of ${share.toFixed(3)} ± ${error.toFixed(3)}`,
    values: { layer, share, standardError: error },
    needed: null,
  }
}

/** Of equal ones the first. */
function mostCompressing(layers: readonly LayerCourse[]): LayerCourse {
  return layers.reduce((a, b) => (b.compression.value > a.compression.value ? b : a))
}

/** The snapshot of the largest I(X;T), of equal ones the first, and the last one. */
export function peakAndEnd({ moments }: LayerCourse): { peak: LayerMoment; last: LayerMoment } {
  const known = moments.filter(({ input }) => input !== null)
  const middle = ({ input }: LayerMoment) => input!.low + input!.high
  const peak = known.length === 0 ? moments[0]! : known.reduce((a, b) => (middle(b) > middle(a) ? b : a))
  return { peak, last: moments.at(-1)! }
}

/** Without an interval, what is known of a compression is that it is not below 0. */
export function compressionRange({ layer, compression: { interval } }: LayerCourse): Range {
  return interval === null
    ? { layer, least: 0, most: Number.POSITIVE_INFINITY }
    : { layer, least: interval.low, most: interval.high }
}

/** `layer 4 [0.660, 1.557]`, in a row. */
export function rangesText(ranges: readonly Range[]): string {
  const end = (value: number) => (Number.isFinite(value) ? nats(value) : '…')
  return inARow(ranges.map(({ layer, least, most }) => `layer ${layer} [${end(least)}, ${end(most)}]`))
}

interface Ends {
  epoch: number
  low: number
  high: number
}

/** An information over epochs; null where an interval is missing. */
function courseOf(moments: readonly LayerMoment[], of: 'input' | 'label', widening: number): Ends[] | null {
  const course = moments.flatMap(({ epoch, [of]: interval }) => {
    if (interval === null) return []
    const [middle, reach] = [(interval.low + interval.high) / 2, (interval.high - interval.low) / 2]
    return [{ epoch, low: middle - widening * reach, high: middle + widening * reach }]
  })
  return course.length === moments.length ? course : null
}

/** From the first snapshot to that, not after epoch `by`, which shows the most. */
function riseOf(layer: number, course: readonly Ends[] | null, by: number): Range {
  if (course === null) return { layer, least: 0, most: Number.POSITIVE_INFINITY }
  const [first, ...others] = course as [Ends, ...Ends[]]
  const early = others.filter(({ epoch }) => epoch <= by)
  return {
    layer,
    least: Math.max(0, ...early.map(({ low }) => low - first.high)),
    most: Math.max(0, ...early.map(({ high }) => high - first.low)),
  }
}

function decided(
  holds: boolean,
  mayHold: boolean,
  length: { epoch: number; enough: number },
): Pick<Judgement, 'verdict' | 'needed'> {
  const judgement = judgedAfter(holds, length)
  const isOpen = judgement.verdict === 'not supported' && mayHold
  return isOpen ? { verdict: 'undecided', needed: null } : judgement
}

function valuesOf(name: string, ranges: readonly Range[]): Judgement['values'] {
  return Object.fromEntries(
    ranges.flatMap(({ layer, least, most }) => [
      [`${name}${layer}Least`, least],
      [`${name}${layer}Most`, Number.isFinite(most) ? most : null],
    ]),
  )
}
