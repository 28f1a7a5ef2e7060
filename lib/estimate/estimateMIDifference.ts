import { rangeError } from '../errors'
import type { NativeDifference, NativeEstimateRequest } from '../native/addon'
import { runJob } from '../native/job'
import { addon } from '../native/loader'
import type { Samples } from '../samples/types'
import { version } from '../version'
import { numericalError, reasonForNone } from './assemble'
import { type ConfidenceInterval, numericalInterval, populationInterval } from './interval'
import { type CheckedOptions, readOptions } from './options'
import { readRequest } from './request'
import { rowFacts } from './rowFacts'
import {
  type Circumstances,
  missingIntervalWarnings,
  rowWarnings,
  tailWarnings,
  widthWarnings,
} from './trust'
import type { MIDifference, MIOptions, Warning } from './types'

/**
 * How much more one layer says than another: I(G;T_b) − I(G;T_a) in nats, of two snapshots of a layer or two layers.
 *
 * Row i of `b` is row i of `a`: the same input, in the same noisy pass where there are passes (then the noise of the
 * layers before it is shared too). A layer with one row for each input has its rows repeated. Different rows have to be
 * independent, as for `estimateMI`.
 *
 * @param a n × d_a, see {@link Samples}
 * @param b n × d_b; where d_a = d_b unit k of one has the evaluation noise of unit k of the other
 * @param options those of `estimateMI`; `given` and `sigma` are for both
 * @returns `value` is the difference for the mixtures as given, `numerical` its own error, `interval` for the population:
 *   from the low end of b less the high end of a to the high end of b less the low end of a. It holds the difference
 *   with probability `confidence`, whatever the biases of finitely many rows, which are not taken to cancel; that it is
 *   narrower than two intervals apart comes from rows and points shared
 * @throws TypeError, RangeError or Error (as a rejection) with a stable `code` and the `argument`; `signal.reason` if aborted
 *
 * Accuracy: errors are measured on the difference. Between near snapshots they are 10 to 20 times smaller than of each,
 * between far ones about as large. Where one side is known without draws (quadrature, one center), or where `given` is
 * left out and a few near rows carry the error, the sides are evaluated apart and their numerical errors are added.
 * Cost: about that of an estimate of each. Source: the ends are those of `estimateMI`.
 */
export async function estimateMIDifference(
  a: Samples,
  b: Samples,
  options: MIOptions,
): Promise<MIDifference> {
  const checked = readOptions(options, ['given'])
  const ofA = readRequest(a, [options.given], checked, 'a')
  const ofB = readRequest(b, [options.given], checked, 'b')
  if (ofA.n !== ofB.n) {
    const rule =
      'row i of one has to be row i of the other; repeat the rows of a layer that has one for each input'
    throw rangeError('b', `${ofB.n} rows, and a has ${ofA.n}: ${rule}`, 'ERR_INFOFLOW_SHAPE')
  }
  return differenceEstimate(await findDifference(ofA, ofB, checked), checked.confidence)
}

/** What the native call found. */
export interface FoundDifference {
  native: NativeDifference
  request: NativeEstimateRequest
  circumstances: { a: Circumstances; b: Circumstances }
}

/** Of two layers of the same rows; weights and condition are those of `a`. */
export async function findDifference(
  a: NativeEstimateRequest,
  b: NativeEstimateRequest,
  options: CheckedOptions,
): Promise<FoundDifference> {
  const native = await runJob(
    'evaluating log-densities of both',
    (onProgress) => addon().informationDifference({ ...a, samples2: b.samples, d2: b.d }, onProgress),
    options,
  )
  const circumstances = (
    side: 'a' | 'b',
    { samples, n, d, sigma }: NativeEstimateRequest,
  ): Circumstances => ({
    population: a.population,
    n,
    d,
    centers: native[side].centers,
    sigma,
    rows: rowFacts(samples, n, d),
    gaussian: native[side].gaussianCeiling,
    logN: native.entropyOfRows,
    rowInformation: native[side].rowInformation,
  })
  return { native, request: a, circumstances: { a: circumstances('a', a), b: circumstances('b', b) } }
}

export function differenceEstimate(found: FoundDifference, confidence: number): MIDifference {
  const { native, request, circumstances } = found
  const { difference, interval: population } = native
  const errors = [difference, ...(population === null ? [] : [population.low, population.high])]
  const interval = differenceInterval(found, confidence)
  const possible = Math.max(
    ...Object.values(circumstances).map(({ gaussian, logN }) =>
      Math.min(gaussian, logN, native.entropyOfGroups),
    ),
  )
  const width = { gap: population?.gap.value ?? 0, conditionalGap: native.conditionalGap }
  const warnings: Warning[] =
    interval === null
      ? missingIntervalWarnings(reasonForNone(circumstances.a))
      : widthWarnings(interval, width, possible, circumstances.b, () => null)
  for (const [side, of] of Object.entries(circumstances)) {
    warnings.push(...rowWarnings(of).map(({ code, message }) => ({ code, message: `${side}: ${message}` })))
  }
  warnings.push(...tailWarnings(errors.map(numericalError)))
  const { sigma, n, seed, threads } = request
  return {
    quantity: 'mutual-information-difference',
    unit: 'nats',
    value: difference.value,
    a: native.a.information,
    b: native.b.information,
    numerical: numericalError(difference),
    interval,
    trust: { ok: warnings.length === 0, warnings },
    settings: {
      sigma,
      n,
      d: { a: circumstances.a.d, b: circumstances.b.d },
      centers: { a: native.a.centers, b: native.b.centers },
      draws: native.draws,
      seed,
      threads,
      isa: native.isa,
      method: native.method,
      population: request.population,
      version,
    },
  }
}

/** `apart`: as that of `populationInterval`. */
export function differenceInterval(
  { native, request }: FoundDifference,
  confidence: number,
  apart = false,
): ConfidenceInterval | null {
  const { difference, interval, entropyOfGroups } = native
  if (request.population === 'complete') return numericalInterval(difference, confidence)
  if (interval === null) return null
  // Of complete groups neither information can pass the groups' entropy.
  const most = request.population === 'groups' ? entropyOfGroups : Number.POSITIVE_INFINITY
  return populationInterval(interval, confidence, { least: -most, most }, apart)
}
