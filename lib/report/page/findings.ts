import type { RunContents } from '../../runs/readRun'
import type { AttributionRow, Performance } from '../../runs/schema'
import { layerList } from '../figures/captions'
import { byLayer, type Drawn, drawn, entropyOf, type LayerMeasurements, layerName } from '../measurements'
import { capitalised, inARow, nats, percent, signedText } from '../words'
import { changeBy, classText } from './attributionTables'

/** A layer whose error band is never further below H(X), as a fraction of it, "stays" there. */
const STAYS_WITHIN = 0.01
/** A change of less is not worth a word, nats. */
const SMALLEST_CHANGE = 0.01
/** A merge that carries such a part of a change is named. */
const LARGE_PART = 0.1

/** What the curves of a run show, in sentences: where I(X;T) stays at H(X), where it rises and falls, how well it learnt. */
export function findings(run: RunContents): string[] {
  const layers = byLayer(run).filter(({ information }) => information['I(X;T)'].length > 0)
  const most = entropyOf(layers, 'I(X;T)')
  if (most === null) return ['Nothing was measured.']
  const staying = layers.filter((layer) => coursePoints(layer).every((point) => isAt(most, point)))
  return [
    ...(staying.length > 0 ? [stayingWords(staying, most, run.record.data.inputs)] : []),
    ...layers.filter((layer) => !staying.includes(layer)).map((layer) => movingWords(layer, most)),
    ...run.attribution.flatMap(mergeWords),
    ...performanceWords(run),
  ]
}

function stayingWords(staying: LayerMeasurements[], most: number, inputs: number): string {
  const names = capitalised(layerList(staying.map(({ layer }) => layer)))
  const value = Math.abs(most - Math.log(inputs)) < 1e-9 ? `log ${inputs} = ${nats(most)}` : nats(most)
  const lowest = Math.min(...staying.flatMap(coursePoints).map(({ low }) => low))
  return `${names} ${staying.length > 1 ? 'stay' : 'stays'} at H(X) = ${value} nats: the error band of I(X;T) comes within ${percent(STAYS_WITHIN)} of it at every snapshot and is never below ${nats(lowest)} nats. At this noise no compression can be seen there.`
}

interface Point extends Drawn {
  epoch: number
  /** The plug-in value, and its numerical error at two standard errors. */
  value: number
  error: number
}

function coursePoints({ information }: LayerMeasurements): Point[] {
  return information['I(X;T)'].map(({ epoch, estimate }) => {
    const { value, numerical } = estimate
    return { epoch, ...drawn(estimate), value, error: 2 * numerical.standardError + numerical.bound }
  })
}

function movingWords(of: LayerMeasurements, most: number): string {
  const points = coursePoints(of)
  const first = points[0]!
  const last = points.at(-1)!
  const peak = points.reduce((a, b) => (b.middle > a.middle ? b : a))
  const trough = points.slice(points.indexOf(peak)).reduce((a, b) => (b.middle < a.middle ? b : a))
  const moves = [`is ${nats(first.middle)} nats at epoch ${first.epoch}`]
  if (isAbove(peak, first)) moves.push(`rises to ${at(peak, first)}`)
  if (isAbove(peak, trough)) moves.push(`falls to ${at(trough, peak)}`)
  else if (isAt(most, last)) moves.push('stays at H(X)')
  if (isAbove(last, trough)) moves.push(`ends at ${at(last, trough)}`)
  if (moves.length === 1 && points.length > 1) moves.push('moves by no more than its error band')
  return `${capitalised(layerName(of))}: I(X;T) ${inARow(moves)}.`
}

/** How much of a fall of I(X;T) merges carry, and the merges that carry much of it. */
function mergeWords(row: AttributionRow): string[] {
  const { from, to, change, events } = row
  const carried = changeBy('merge', row)
  const isFall = change.value < -Math.max(SMALLEST_CHANGE, 2 * change.standardError)
  if (!isFall || carried.value > -SMALLEST_CHANGE) return []
  const large = events
    .filter((event) => event.kind === 'merge' && event.change.value < LARGE_PART * change.value)
    .map(
      (event) =>
        `${event.inputs.length} inputs that are one cluster now (${classText(event)}), ${signedText(event.change)}`,
    )
  const most = large.length === 0 ? '' : `, above all ${large.join('; ')}`
  return [
    `${capitalised(layerName(row))}: from epoch ${from} to ${to} the plug-in value of I(X;T) changes by ${signedText(change)} nats; inputs that merged carry ${signedText(carried)} of it${most}.`,
  ]
}

/** As near to H(X) as makes no difference. */
function isAt(most: number, { high }: Drawn): boolean {
  return high >= most * (1 - STAYS_WITHIN)
}

/** Above by more than numerical errors, and by enough to speak of. */
function isAbove(a: Point, b: Point): boolean {
  return a.value - a.error > b.value + b.error && a.middle - b.middle >= SMALLEST_CHANGE
}

/** Where a curve has come to, and whether its error bands there and before overlap: then a shared bias may be all. */
function at(point: Point, before: Point): string {
  const isApart = point.low > before.high || point.high < before.low
  return `${nats(point.middle)} (epoch ${point.epoch}${isApart ? '' : ', within its error band'})`
}

function performanceWords({ history, record }: RunContents): string[] {
  const last = history.at(-1)
  if (last === undefined) return []
  const { epoch, train, test } = last
  const part = (name: string, { accuracy, loss }: Performance) =>
    `${percent(accuracy)} of the ${name} inputs (${record.loss.name} ${loss.toFixed(4)} ${record.loss.unit})`
  const parts = [part('training', train), ...(test === null ? [] : [part('test', test)])]
  return [`At epoch ${epoch} the noisy network classifies ${inARow(parts)} correctly.`]
}
