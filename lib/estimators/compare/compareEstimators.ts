import {
  readLabels,
  requireInteger,
  requireNonNegative,
  requireOneOf,
  requireOptions,
  requirePositive,
} from '../../arguments'
import { rangeError, typeError } from '../../errors'
import type { Population } from '../../estimate/types'
import { JOB_OPTIONS, type JobOptions, readJobOptions } from '../../native/job'
import { fillNormals } from '../../random/random'
import { readSamples } from '../../samples/samples'
import type { SampleMatrix } from '../../samples/types'
import { version } from '../../version'
import type { ComparedPoint, Comparison, LayerComparison, Snapshot, Unavailable } from './types'
import { type Prepared, SAMPLE_PROPAGATION, type VariantSettings, variants } from './variants'
import { judgeAll, judgeCurve } from './verdict'

export interface CompareOptions extends JobOptions {
  /** Standard deviation (never a variance) of the layers' Gaussian noise, in the units of the samples. */
  sigma: number
  /** Tried as well, to see how far a verdict is sigma's. Default: half and twice `sigma`. */
  otherSigmas?: readonly number[]
  /** Default, for each layer: 1/60, 1/30 and 1/15 of the range of its values over all snapshots. */
  binWidths?: readonly number[]
  /** Numbers of neighbours tried. Default 1, 3, 10. */
  neighbours?: readonly number[]
  /** A fall from the largest value to the last by more than so many nats is compression. Default .1. */
  threshold?: number
  /** What the rows are, as for `estimateMI`; default `sample`. */
  population?: Population
  /** Standard error wanted of the sampled estimates, nats. Default .01. */
  tolerance?: number
  /** An integer in [0, 2^53). Default 0. */
  seed?: number
}

/** Of a layer's range. */
const DEFAULT_WIDTHS = [1 / 60, 1 / 30, 1 / 15]

/**
 * All estimators on the same layers over training, with the settings that they depend on varied, and for each layer
 * whether its information falls: yes, no, or it depends on the estimator (or on its setting).
 *
 * @param snapshots each layer at two or more moments, in their order; layers may be mixed
 * @throws TypeError, RangeError or Error (as a rejection) with a stable `code` and the `argument`; `signal.reason`. An
 *   estimator that can't say anything of these rows (too few a group, atoms) is listed as unavailable, with the reason.
 *
 * Accuracy: that of each estimator; a verdict counts them alike and is not itself an estimate. `certain` says where
 * intervals leave no doubt. Nearest neighbours, kernels and Gaussians see one noisy draw of each row, with the same noise
 * at all moments. Cost: about a dozen estimates of each snapshot, kernels O(n² d) among them. Source: the question is
 * that of Goldfeld et al., ICML 2019, fig. 4.
 */
export async function compareEstimators(
  snapshots: readonly Snapshot[],
  options: CompareOptions,
): Promise<Comparison> {
  const settings = readCompareOptions(options)
  const layers = byLayer(snapshots)
  const comparison: Comparison = {
    unit: 'nats',
    layers: [],
    settings: {
      sigmas: settings.sigmas,
      binWidths: {},
      neighbours: settings.neighbours,
      threshold: settings.threshold,
      seed: settings.seed,
      version,
    },
  }
  let done = 0
  for (const [layer, moments] of layers) {
    const prepared = moments.map((snapshot) => prepare(snapshot, settings.sigma, settings.seed))
    const binWidths = settings.binWidths ?? defaultWidths(prepared)
    comparison.settings.binWidths[layer] = binWidths
    comparison.layers.push(
      await compareLayer(layer, moments, prepared, { ...settings, binWidths }, (share) =>
        settings.onProgress?.({ done: done + share, total: layers.size, stage: `layer ${layer}` }),
      ),
    )
    done++
  }
  return comparison
}

function readCompareOptions(options: CompareOptions) {
  const known = [
    'sigma',
    'otherSigmas',
    'binWidths',
    'neighbours',
    'threshold',
    'population',
    'tolerance',
    'seed',
    ...JOB_OPTIONS,
  ]
  const given = requireOptions(options, known, '{ sigma: 0.1 }')
  const list = <T>(name: string, values: readonly unknown[], read: (value: unknown) => T): T[] => {
    if (!Array.isArray(values)) throw typeError(name, 'an array of numbers is needed')
    return values.map(read)
  }
  const sigma = requirePositive('sigma', given.sigma)
  const others = list('otherSigmas', given.otherSigmas ?? [sigma / 2, 2 * sigma], (value) =>
    requirePositive('otherSigmas', value),
  )
  return {
    sigma,
    sigmas: [sigma, ...others],
    binWidths:
      given.binWidths === undefined
        ? null
        : list('binWidths', given.binWidths, (value) => requirePositive('binWidths', value)),
    neighbours: list('neighbours', given.neighbours ?? [1, 3, 10], (value) =>
      requireInteger('neighbours', value, 1),
    ),
    threshold: requireNonNegative('threshold', given.threshold ?? 0.1),
    population: requireOneOf('population', given.population ?? 'sample', [
      'sample',
      'groups',
      'complete',
    ] as const),
    tolerance: requirePositive('tolerance', given.tolerance ?? 0.01),
    seed: requireInteger('seed', given.seed ?? 0, 0),
    ...readJobOptions(given),
  }
}

function byLayer(snapshots: readonly Snapshot[]): Map<string, Snapshot[]> {
  if (!Array.isArray(snapshots) || snapshots.length === 0) {
    throw typeError('snapshots', 'an array of { at, layer, samples } is needed')
  }
  const layers = new Map<string, Snapshot[]>()
  for (const snapshot of snapshots) {
    const moments = layers.get(snapshot.layer)
    if (moments === undefined) layers.set(snapshot.layer, [snapshot])
    else moments.push(snapshot)
  }
  for (const [layer, moments] of layers) {
    if (moments.length < 2) {
      throw rangeError(
        'snapshots',
        `layer ${layer} has one; whether it compresses takes at least two moments`,
      )
    }
    if (new Set(moments.map(({ inputs }) => inputs === undefined)).size > 1) {
      throw rangeError(
        'snapshots',
        `layer ${layer} has inputs at some moments only; give them at all or at none`,
      )
    }
  }
  return layers
}

function prepare({ samples, given, inputs }: Snapshot, sigma: number, seed: number): Prepared {
  const { data, n, d } = readSamples(samples)
  const noise = fillNormals(new Float64Array(n * d), { seed, purpose: 'addedNoise' })
  const shape = [n, d] as const
  return {
    centers: { data, shape },
    noisy: { data: noise.map((z, i) => data[i]! + sigma * z), shape },
    given: given === undefined ? null : readLabels('given', given, n),
    inputs: inputs === undefined ? null : toMatrix(inputs, n),
  }
}

/** @throws RangeError where they are not of the same rows */
function toMatrix(inputs: NonNullable<Snapshot['inputs']>, n: number): SampleMatrix {
  const checked = readSamples(inputs, 'inputs')
  if (checked.n !== n) throw rangeError('inputs', `${checked.n} rows for n = ${n}`, 'ERR_INFOFLOW_SHAPE')
  return { data: checked.data, shape: [n, checked.d] }
}

function defaultWidths(moments: readonly Prepared[]): number[] {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const { centers } of moments) {
    for (const value of centers.data) {
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
  }
  // Of equal values every width makes one bin.
  return DEFAULT_WIDTHS.map((share) => (high > low ? share * (high - low) : share))
}

async function compareLayer(
  layer: string,
  moments: readonly Snapshot[],
  prepared: readonly Prepared[],
  settings: VariantSettings & { threshold: number },
  report: (share: number) => void,
): Promise<LayerComparison> {
  const curves = []
  const unavailable: Unavailable[] = []
  const all = variants(prepared[0]!, settings)
  for (const [v, { estimator, setting, measure }] of all.entries()) {
    const points: ComparedPoint[] = []
    try {
      for (const [i, snapshot] of prepared.entries()) {
        settings.signal?.throwIfAborted()
        points.push({ at: moments[i]!.at, ...(await measure(snapshot)) })
      }
      curves.push(judgeCurve(estimator, setting, points, settings.threshold))
    } catch (error) {
      settings.signal?.throwIfAborted()
      if (estimator === SAMPLE_PROPAGATION || !isAboutRows(error)) throw error
      const at = moments[points.length]!.at
      unavailable.push({ estimator, setting, reason: `at ${at}: ${(error as Error).message}` })
    }
    report((v + 1) / all.length)
  }
  return { layer, ...judgeAll(curves), curves, unavailable }
}

/** A rival may have nothing to say of these rows, as of atoms or of groups of few; all else is an error. */
function isAboutRows(error: unknown): boolean {
  return (error as { code?: string }).code === 'ERR_INFOFLOW_ARGUMENT_VALUE'
}
