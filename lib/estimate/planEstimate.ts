import { requireOptions, requirePositive } from '../arguments'
import { rangeError } from '../errors'
import type { NativeEstimate, NativeEstimateRequest } from '../native/addon'
import type { Samples } from '../samples/types'
import { reasonForNone } from './assemble'
import { circumstancesOf } from './circumstances'
import { type MeasuredInterval, type Narrowing, narrowing } from './narrowing'
import { type CheckedOptions, OPTION_NAMES, readOptions } from './options'
import { samplesOf } from './pilot'
import { readRequest, runEstimate } from './request'
import { subsetOf } from './subset'
import type { EstimatePlan, PlanOptions } from './types'

/** The pilot's parts of the rows. */
const PARTS = [1 / 4, 1 / 2]
const SLOPE_ERRORS = 2

/**
 * Plans how many rows make the interval of a mutual information as narrow as wanted: a pilot on a quarter, a half and all
 * of the rows at hand measures how its gap and its sampling errors fall, and the same powers are taken to go on.
 *
 * @param samples n × d, see {@link Samples}: the rows at hand, of the kind there could be more of
 * @param options those of `estimateMI`, and `wanted`: the width high − low of the interval in nats, at `confidence`
 * @returns rows (for 'groups': rows of each group), with the draws and seconds that an estimate from them takes; null and
 *   a reason where the pilot cannot tell
 * @throws TypeError or RangeError (as a rejection) with a stable `code` and the `argument`, also for population
 *   'complete', which has no rows to add; `signal.reason` if aborted
 *
 * Accuracy: that of the slope, whose standard error is given; within a few times the rows at hand the width that comes out
 * is within 30 % of the one planned where the slope is steady. It steepens as layers stop being points, so that plans from
 * few rows tend to ask for too many. At most 10^6 times the rows at hand. Cost: about 1¾ estimates. No theorem with an
 * unknown constant is used: see `sampleComplexityOrder` for what theory says.
 */
export async function planEstimate(samples: Samples, options: PlanOptions): Promise<EstimatePlan> {
  requireOptions(options, [...OPTION_NAMES, 'given', 'wanted'], '{ sigma: 0.1, wanted: 0.1 }')
  const { wanted: asked, given, ...others } = options
  const wanted = requirePositive('wanted', asked)
  const checked = readOptions(others)
  if (checked.population === 'complete') {
    throw rangeError(
      'population',
      "'complete' has no rows to add; its interval narrows with `tolerance`, about a quarter of the width",
    )
  }
  const request = readRequest(samples, [given], checked)
  const measured: MeasuredInterval[] = []
  for (const part of PARTS) {
    const subset = subsetOf(request, part)
    if (subset === null) continue
    const found = await runEstimate(subset, checked, `measuring ${part} of the rows`)
    pushInterval(measured, subset, found)
  }
  const started = performance.now()
  const native = await runEstimate(request, checked, 'measuring all rows')
  const seconds = (performance.now() - started) / 1000
  pushInterval(measured, request, native)

  const { mutualInterval } = native.conditions[0]!
  if (mutualInterval === null) return unplanned(reasonForNone(circumstancesOf(request, native)))
  const fall = narrowing(measured, checked)
  const rows = fall.samplesFor(wanted)
  if (rows === null) return unplanned(reasonFor(fall, measured, wanted, checked), fall)
  return {
    samples: rows,
    draws: native.draws,
    // The draws stay, and each looks at every row: the pilot's own rate of pairs.
    seconds: (seconds * rows) / samplesOf(request),
    slope: fall.slope,
    achievable: true,
    reason: planned(fall, wanted, rows, samplesOf(request)),
  }
}

function pushInterval(
  measured: MeasuredInterval[],
  request: NativeEstimateRequest,
  { conditions }: NativeEstimate,
): void {
  const interval = conditions[0]!.mutualInterval
  if (interval !== null) measured.push({ samples: samplesOf(request), interval })
}

function unplanned(reason: string, fall?: Narrowing): EstimatePlan {
  return {
    samples: null,
    draws: null,
    seconds: null,
    slope: fall?.slope ?? null,
    achievable: false,
    reason,
  }
}

function planned({ slope, samplesFor }: Narrowing, wanted: number, rows: number, atHand: number): string {
  if (rows <= atHand) return `the ${atHand} rows at hand are enough for ${wanted} nats`
  if (slope === null) return `sampling errors decide, and fall as 1/√rows to ${wanted} nats`
  const [steep, shallow] = [-1, 1].map((side) =>
    samplesFor(wanted, slope.value + side * SLOPE_ERRORS * slope.standardError),
  )
  return `the gap between the ends falls as rows^${slope.value.toFixed(2)}; ${steep} to ${shallow ?? 'more than 10^6 times the rows at hand'} rows are possible by the slope's error`
}

function reasonFor(
  { slope }: Narrowing,
  measured: readonly MeasuredInterval[],
  wanted: number,
  { tolerance }: CheckedOptions,
): string {
  const { low, high, gap } = measured.at(-1)!.interval
  const errors = Math.min(tolerance, low.standardError) + Math.min(tolerance, high.standardError)
  if (gap.value < wanted && 2 * errors > wanted / 2) {
    return `the evaluation points alone leave ${(2 * errors).toPrecision(2)} nats open; ask for a tolerance of ${(wanted / 8).toPrecision(2)} nats`
  }
  if (slope === null && measured.length === 1) {
    return 'too few rows for a pilot on a part of them: it needs 64, or 8 of each group'
  }
  if (slope === null) {
    return `the gap of ${gap.value.toPrecision(2)} nats between the ends does not fall measurably from a quarter of the rows to all`
  }
  return `at rows^${slope.value.toFixed(2)} not even 10^6 times the rows at hand would do`
}
