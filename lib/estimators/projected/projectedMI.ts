import { readLabels, requireInteger, requireOneOf, requireOptions, requirePositive } from '../../arguments'
import { rangeError } from '../../errors'
import { estimateMI } from '../../estimate/estimateMI'
import type { MIEstimate, Population } from '../../estimate/types'
import { JOB_OPTIONS, type JobOptions, readJobOptions } from '../../native/job'
import { type CheckedSamples, readSamples } from '../../samples/samples'
import type { Samples } from '../../samples/types'
import { version } from '../../version'
import type { RivalEstimate, RivalSettings, RivalWarning } from '../types'
import { discriminantFrame, type Frame, principalFrame, project, randomFrame } from './frames'
import { halves } from './halves'

export interface ProjectedOptions extends JobOptions {
  /** Standard deviation (never a variance) of the Gaussian noise, in the units of the samples. */
  sigma: number
  /** n non-negative integers, the condition each row was drawn under; left out: every row is its own. */
  given?: ArrayLike<number>
  /** What the rows are, as for `estimateMI`; default `sample`. */
  population?: Population
  /** Directions kept, at most d: more can show more, and need more rows. Default 2 (by quadrature). */
  dimension?: number
  /** Random frames tried beside the principal ones. Default 4. */
  candidates?: number
  /** Standard error wanted of the value, nats. Default .01. */
  tolerance?: number
  /** An integer in [0, 2^53). Default 0. */
  seed?: number
}

export interface ProjectedSettings extends RivalSettings {
  estimator: 'projected'
  sigma: number
  d: number
  dimension: number
  population: Population
  candidates: number
  seed: number
  threads: number
}

export interface ProjectedEstimate
  extends RivalEstimate<'mutual-information-lower-bound', ProjectedSettings> {
  /** What the frame was taken from. */
  chosen: Frame['kind']
  /** The estimate of the information that the projection carries, which `value` repeats. */
  projected: MIEstimate
}

/** Candidates need to be told apart only. */
const CHOOSING_TOLERANCE = 0.05

const LOWER_BOUND: RivalWarning = {
  code: 'lower-bound-only',
  message:
    'the information of a few directions of the layer, at most that of the whole: the true value can be far above',
}

/**
 * A lower bound in nats on the mutual information I(G;T), T = S + N(0, σ²I), that can be had in any dimension: the
 * information that T carries in r orthonormal directions, where its noise is N(0, σ²I_r).
 *
 * Candidates are the directions of largest variance, those that tell the groups apart (Fisher), and random ones. Unless
 * the rows are complete, the best is chosen on half of the rows of every group and measured on the other half, so that
 * choosing does not lift the value.
 *
 * @param samples n × d centers, see {@link Samples}: rows before their noise; copied before the call returns
 * @throws TypeError, RangeError or Error (as a rejection) with a stable `code` and the `argument`; `signal.reason`
 *
 * Accuracy: `projected` says how well the projection's own information is known, with its interval and warnings: with
 * `given`, few rows a group bias it up (`groups-too-small`). Cost: (candidates + 2) estimates in r dimensions of half the
 * rows. Source: data-processing inequality (Cover and Thomas, th. 2.8.1); estimator: Goldfeld et al., ICML 2019.
 * Edge cases: dimension = d is the information itself; equal rows give 0.
 */
export async function projectedMI(samples: Samples, options: ProjectedOptions): Promise<ProjectedEstimate> {
  const known = [
    'sigma',
    'given',
    'population',
    'dimension',
    'candidates',
    'tolerance',
    'seed',
    ...JOB_OPTIONS,
  ]
  const asked = requireOptions(options, known, '{ sigma: 0.1 }')
  const sigma = requirePositive('sigma', asked.sigma)
  const population = requireOneOf('population', asked.population ?? 'sample', [
    'sample',
    'groups',
    'complete',
  ] as const)
  const dimension = requireInteger('dimension', asked.dimension ?? 2, 1)
  const candidates = requireInteger('candidates', asked.candidates ?? 4, 0)
  const tolerance = requirePositive('tolerance', asked.tolerance ?? 0.01)
  const seed = requireInteger('seed', asked.seed ?? 0, 0)
  const job = readJobOptions(asked)
  const rows = readSamples(samples)
  const { n, d } = rows
  if (dimension > d) throw rangeError('dimension', `${dimension} directions of ${d}`)
  const given = asked.given === undefined ? null : readLabels('given', asked.given, n)
  if (population !== 'complete' && n < 2) {
    throw rangeError('samples', 'half of the rows choose and half are measured on; at least two are needed')
  }

  const parts = population === 'complete' ? null : halves(n, given)
  const choosing = part(rows, given, parts?.choose)
  const measured = part(rows, given, parts?.measure)
  const common = {
    sigma,
    population,
    seed,
    threads: job.threads,
    ...(job.signal && { signal: job.signal }),
  }
  const estimate = ({ rows: of, given: labels }: Part, frame: Frame, wanted: number, report: boolean) =>
    estimateMI(
      { data: project(of, frame), shape: [of.n, frame.r] },
      {
        ...common,
        tolerance: wanted,
        ...(labels && { given: labels }),
        ...(report && job.onProgress && { onProgress: job.onProgress }),
      },
    )

  let best: { frame: Frame; value: number } | undefined
  for (const frame of framesOf(choosing, candidates, { r: dimension, sigma, seed })) {
    const { value } = await estimate(choosing, frame, CHOOSING_TOLERANCE, false)
    if (best === undefined || value > best.value) best = { frame, value }
  }
  const { frame } = best!
  const projected = await estimate(measured, frame, tolerance, true)
  const { value, numerical, interval, trust } = projected
  return {
    quantity: 'mutual-information-lower-bound',
    unit: 'nats',
    value,
    numerical,
    interval,
    trust: { ok: trust.ok, warnings: [...trust.warnings, LOWER_BOUND] },
    settings: {
      estimator: 'projected',
      sigma,
      n,
      d,
      dimension: frame.r,
      population,
      candidates,
      seed,
      threads: job.threads,
      version,
    },
    chosen: frame.kind,
    projected,
  }
}

interface Part {
  rows: CheckedSamples
  given: Int32Array | null
}

/** The rows named, all if none are. */
function part({ data, n, d }: CheckedSamples, given: Int32Array | null, which: Int32Array | undefined): Part {
  if (which === undefined || which.length === 0) return { rows: { data, n, d }, given }
  const selected = new Float64Array(which.length * d)
  which.forEach((row, i) => {
    selected.set(data.subarray(row * d, (row + 1) * d), i * d)
  })
  return {
    rows: { data: selected, n: which.length, d },
    given: given && Int32Array.from(which, (row) => given[row]!),
  }
}

/** A frame of fewer directions, where the rows vary in fewer, is as good; one of none is not a frame. */
function framesOf(
  { rows, given }: Part,
  candidates: number,
  { r, sigma, seed }: { r: number; sigma: number; seed: number },
): Frame[] {
  const frames = [principalFrame(rows, r, seed)]
  if (given !== null) frames.push(discriminantFrame(rows, given, { r, sigma, seed }))
  for (let i = 1; i <= candidates; i++) frames.push(randomFrame(rows.d, r, seed, i))
  const usable = frames.filter((frame) => frame.r > 0)
  return usable.length > 0 ? usable : [randomFrame(rows.d, r, seed, 0)]
}
