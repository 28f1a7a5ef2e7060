import { requireInteger } from '../arguments'
import { rangeError, typeError } from '../errors'
import type { NativeEstimateRequest } from '../native/addon'
import {
  differenceEstimate,
  differenceInterval,
  type FoundDifference,
  findDifference,
} from './estimateMIDifference'
import { type CheckedOptions, readOptions } from './options'
import { type Given, readRequest, runEstimate } from './request'
import { partOf, rowsOfGroups } from './subset'
import type { Compression, LayerSnapshot, MIDifference, MIOptions, Warning } from './types'

/** One row in so many chooses the epoch: a wrong choice costs less than a wide interval. */
const CHOOSING_STRIDE = 4

/**
 * How far I(G;T) has come down from its largest over training, without the bias of taking a maximum: the largest of
 * several noisy numbers is too large on average, so that the largest less the last finds compression in noise alone.
 * Here a quarter of the rows (of the passes in every group) chooses the epoch, and the other three measure how much more
 * it says than the last one. Of a 'complete' population one seed chooses and another measures.
 *
 * @param snapshots at least two, by rising epoch; rows n × d in the same order in all. Give a call in
 *   place of rows that do not fit into memory together: it is made once, when they are needed
 * @param options those of `estimateMI`, for every snapshot
 * @returns `value` is the difference for the mixtures as given. `interval` is for the compression of the population,
 *   max I − I at the end, which is never below 0: its low end is that of the chosen epoch, its high end the largest of
 *   all epochs' at a confidence that holds for all of them together (Bonferroni). It is about this trained network; other
 *   seeds of training are not in it
 * @throws TypeError, RangeError or Error (as a rejection) with a stable `code` and the `argument`; `signal.reason` if aborted
 *
 * Accuracy: as `estimateMIDifference`. Cost: of every snapshot an estimate from a quarter of the rows and a difference
 * from the rest.
 */
export async function compression(
  snapshots: readonly LayerSnapshot[],
  options: MIOptions,
): Promise<Compression> {
  const checked = readOptions(options, ['given'])
  const others = checkedSnapshots(snapshots).slice(0, -1)
  const last = snapshots.at(-1)!
  const request = (snapshot: LayerSnapshot) => readSnapshot(snapshot, options.given, checked)
  const finalRows = await request(last)
  const { choosing, measuring } = partsOf(finalRows)
  const final = measuring(finalRows)

  let peak = { epoch: last.epoch, information: await information(choosing(finalRows), checked) }
  const differences: { epoch: number; found: FoundDifference }[] = []
  for (const snapshot of others) {
    const rows = await request(snapshot)
    if (rows.n !== finalRows.n) {
      const rule = `the last one has ${finalRows.n}; row i has to be the same input and pass in all`
      throw rangeError(
        'snapshots',
        `${rows.n} rows at epoch ${snapshot.epoch}, and ${rule}`,
        'ERR_INFOFLOW_SHAPE',
      )
    }
    const chosen = await information(choosing(rows), checked)
    if (chosen > peak.information) peak = { epoch: snapshot.epoch, information: chosen }
    differences.push({
      epoch: snapshot.epoch,
      found: await findDifference(final, measuring(rows), checked),
    })
  }
  return verdict(differences, peak.epoch, last.epoch, checked.confidence)
}

/** What the measuring part says of the epoch that the other one chose, and of all epochs together. */
function verdict(
  differences: readonly { epoch: number; found: FoundDifference }[],
  peak: number,
  final: number,
  confidence: number,
): Compression {
  const together = 1 - (1 - confidence) / differences.length
  const highs = differences.map(({ found }) => differenceInterval(found, together, true)?.high ?? null)
  const highest = highs.reduce(
    (most, high) => (high === null || most === null ? null : Math.max(most, high)),
    0,
  )
  const ofPeak = differences.find(({ epoch }) => epoch === peak)
  const difference = ofPeak === undefined ? null : differenceEstimate(ofPeak.found, confidence)
  const deciding = differences[Math.max(0, highs.indexOf(highest))]!
  const low = ofPeak === undefined ? 0 : (differenceInterval(ofPeak.found, confidence, true)?.low ?? 0)
  const interval = highest === null ? null : { low: Math.max(0, low), high: highest, confidence }
  const warnings = warningsOf(difference, differenceEstimate(deciding.found, together))
  return {
    quantity: 'compression',
    unit: 'nats',
    value: difference?.value ?? 0,
    interval,
    trust: { ok: warnings.length === 0, warnings },
    peak,
    final,
    difference,
  }
}

/** Each code once. */
function warningsOf(...differences: (MIDifference | null)[]): Warning[] {
  const all = differences.flatMap((difference) => difference?.trust.warnings ?? [])
  return [...new Map(all.toReversed().map((warning) => [warning.code, warning])).values()].reverse()
}

/** What chooses: any number that grows with the information does, the middle of its interval best. */
async function information(request: NativeEstimateRequest, options: CheckedOptions): Promise<number> {
  const { mutualInterval, mutualInformation } = (await runEstimate(request, options)).conditions[0]!
  return mutualInterval === null
    ? mutualInformation.value
    : (mutualInterval.low.value + mutualInterval.high.value) / 2
}

type Part = (request: NativeEstimateRequest) => NativeEstimateRequest

/** Two parts of the rows that are independent of each other; of a complete population two seeds. */
function partsOf(request: NativeEstimateRequest): { choosing: Part; measuring: Part } {
  if (request.population === 'complete') {
    const seed = request.seed < Number.MAX_SAFE_INTEGER ? request.seed + 1 : 0
    return { choosing: (rows) => ({ ...rows, seed }), measuring: (rows) => rows }
  }
  const groups = rowsOfGroups(request)
  if (groups.some(({ length }) => length < 2)) {
    throw rangeError(
      'given',
      'a group with one row cannot both choose and measure; give every group at least two',
    )
  }
  const isChoosing = (_: number, i: number) => i % CHOOSING_STRIDE === 0
  const chosen = groups.map((rows) => rows.filter(isChoosing))
  const measured = groups.map((rows) => rows.filter((row, i) => !isChoosing(row, i)))
  return { choosing: (rows) => partOf(rows, chosen), measuring: (rows) => partOf(rows, measured) }
}

async function readSnapshot(
  { epoch, samples }: LayerSnapshot,
  given: Given,
  options: CheckedOptions,
): Promise<NativeEstimateRequest> {
  const loaded = typeof samples === 'function' ? await samples() : samples
  return readRequest(loaded, [given], options, `samples of epoch ${epoch}`)
}

function checkedSnapshots(snapshots: readonly LayerSnapshot[]): readonly LayerSnapshot[] {
  if (!Array.isArray(snapshots) || snapshots.length < 2) {
    throw typeError('snapshots', 'an array of at least two { epoch, samples } is needed')
  }
  for (const [i, snapshot] of snapshots.entries()) {
    if (typeof snapshot !== 'object' || snapshot === null) {
      throw typeError('snapshots', `entry ${i} is not { epoch, samples }`)
    }
    requireInteger('epoch', snapshot.epoch, 0)
    if (i > 0 && snapshot.epoch <= snapshots[i - 1]!.epoch) {
      throw rangeError(
        'snapshots',
        `epoch ${snapshot.epoch} comes after ${snapshots[i - 1]!.epoch}; epochs must rise`,
      )
    }
  }
  return snapshots
}
