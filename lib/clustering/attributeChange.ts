import { readLabels, requireInteger, requireOptions, requirePositive } from '../arguments'
import { rangeError } from '../errors'
import { type CheckedJobOptions, JOB_OPTIONS, type JobOptions, readJobOptions, runJob } from '../native/job'
import { addon } from '../native/loader'
import { type CheckedSamples, readSamples } from '../samples/samples'
import type { Samples } from '../samples/types'
import { type ChangeKind, changeSets } from './changeSets'
import { clustersAtScale } from './clustersAtScale'
import { type Contribution, difference, total } from './contribution'

const DRAWS_PER_ROW = 16

export interface AttributionOptions extends JobOptions {
  /** Standard deviation of the noise, in the units of the samples. */
  sigma: number
  /** n integers from 0: the input of each row. Left out: every row is an input. */
  given?: ArrayLike<number>
  /** n integers from 0: the class of each row's input. */
  labels?: ArrayLike<number>
  /** Inputs whose mean rows are at most `multiple` · sigma apart are in one cluster. Default 2: see `clustersAtScale`. */
  multiple?: number
  /** Log-density evaluations for each snapshot; at least two around each distinct row. Default 16 a row. */
  draws?: number
  /** An integer in [0, 2^53). Default 0. */
  seed?: number
}

/** A set of inputs, what became of their clusters, and what that did to I(X;T). */
export interface ChangeEvent {
  kind: ChangeKind
  /** Labels of `given`, or row numbers. */
  inputs: number[]
  clustersBefore: number
  clustersAfter: number
  /** How many of the inputs each class has, largest first; absent without `labels`. */
  classes?: { label: number; inputs: number }[]
  /** Part of the change of I(X;T), nats. */
  change: Contribution
}

export interface ChangeAttribution {
  unit: 'nats'
  /** I(X;T) of both snapshots, and their difference, the sum of the events' changes. */
  before: Contribution
  after: Contribution
  change: Contribution
  /** Largest change first. Every input is in one. */
  events: ChangeEvent[]
  settings: { sigma: number; multiple: number; inputs: number; rows: number; draws: number; seed: number }
}

/**
 * Which inputs merged between two snapshots of a layer, and how much of the change of I(X;T) each merge carries.
 *
 * I(X;T) is the mean over the inputs of i(x) = E[log p(T|x)/p(T) | x], so it changes by the mean of the changes of i.
 * These are summed over sets of inputs by what became of their clusters at the scale of the noise: each cluster that holds
 * inputs of several former ones (`merge`), what came apart and joined no others (`split`), and each cluster that stayed
 * (`same`). Inputs of a cluster that others joined lose information; so does, a little, every input when T spreads or
 * narrows.
 *
 * @param before n × d centers, see {@link Samples}: row i is the same pass of the same input in both
 * @param after n × d, or of another width
 * @param options `sigma` is needed
 * @throws TypeError, RangeError or Error (as a rejection) with a stable `code` and the `argument`; `signal.reason` if aborted
 *
 * Accuracy: each `change` with the standard error of its draws; their sum is `change` to rounding. Few rows per input
 * bias both values of I(X;T), as they do `estimateMI`. Cost: draws × distinct rows × d, twice; memory O(n d). Source:
 * the pointwise terms: R. Fano, Transmission of Information, 1961, ch. 2; the clusters: Z. Goldfeld et al., ICML 2019.
 * Edge cases: inputs count alike if their rows do; equal snapshots change nothing but by the draws.
 */
export async function attributeChange(
  before: Samples,
  after: Samples,
  options: AttributionOptions,
): Promise<ChangeAttribution> {
  const known = ['sigma', 'given', 'labels', 'multiple', 'draws', 'seed', ...JOB_OPTIONS]
  const given = requireOptions(options, known, '{ sigma: 0.1 }')
  const { given: inputOfRow, labels } = given
  const sigma = requirePositive('sigma', given.sigma)
  const multiple = requirePositive('multiple', given.multiple ?? 2)
  const seed = requireInteger('seed', given.seed ?? 0, 0)
  const asked = given.draws === undefined ? undefined : requireInteger('draws', given.draws, 1, 2 ** 40)
  const job = readJobOptions(given)
  job.signal?.throwIfAborted()
  const rows = [readSamples(before, 'before'), readSamples(after, 'after')] as const
  const { n } = rows[0]
  if (rows[1].n !== n) {
    throw rangeError('after', `${rows[1].n} rows, and before has ${n}`, 'ERR_INFOFLOW_SHAPE')
  }
  const inputs = readInputs(inputOfRow, labels, n)
  const draws = asked ?? DRAWS_PER_ROW * n
  const measure = (side: CheckedSamples) => measureSide(side, inputs, { sigma, multiple, draws, seed }, job)
  const [a, b] = [await measure(rows[0]), await measure(rows[1])]

  const sum = (items: readonly number[], of: (item: number) => Contribution) =>
    total(
      items.map((item) => {
        const { value, standardError } = of(item)
        const probability = inputs.probabilities[item]!
        return { value: probability * value, standardError: probability * standardError }
      }),
    )
  const changeOf = (item: number) => difference(b.information(item), a.information(item))
  const everyInput = Array.from(inputs.names.keys())
  const events = changeSets(a.clusters, b.clusters).map(
    ({ items, ...set }): ChangeEvent => ({
      ...set,
      inputs: items.map((item) => inputs.names[item]!),
      ...(inputs.classes && { classes: countClasses(items, inputs.classes) }),
      change: sum(items, changeOf),
    }),
  )
  return {
    unit: 'nats',
    before: sum(everyInput, a.information),
    after: sum(everyInput, b.information),
    change: sum(everyInput, changeOf),
    events: events.sort((x, y) => Math.abs(y.change.value) - Math.abs(x.change.value)),
    settings: { sigma, multiple, inputs: inputs.names.length, rows: n, draws, seed },
  }
}

/** Inputs in order of their first rows. */
interface Inputs {
  /** The input of each row; null where rows are inputs. */
  ofRow: Int32Array | null
  names: number[]
  probabilities: number[]
  classes: number[] | null
}

function readInputs(
  given: ArrayLike<number> | undefined,
  labels: ArrayLike<number> | undefined,
  n: number,
): Inputs {
  const ofRow = given === undefined ? null : readLabels('given', given, n)
  if (labels !== undefined) readLabels('labels', labels, n)
  const names: number[] = []
  const probabilities: number[] = []
  const classes: number[] = []
  for (let i = 0; i < n; i++) {
    const input = ofRow === null ? i : ofRow[i]!
    names[input] ??= given === undefined ? i : given[i]!
    probabilities[input] = (probabilities[input] ?? 0) + 1 / n
    if (labels === undefined) continue
    classes[input] ??= labels[i]!
    if (classes[input] !== labels[i]) {
      throw rangeError('labels', `input ${names[input]} has rows of two classes; inputs have one`)
    }
  }
  return { ofRow, names, probabilities, classes: labels === undefined ? null : classes }
}

interface Side {
  information(item: number): Contribution
  clusters: Int32Array
}

async function measureSide(
  { data, n, d }: CheckedSamples,
  inputs: Inputs,
  { sigma, multiple, draws, seed }: { sigma: number; multiple: number; draws: number; seed: number },
  job: CheckedJobOptions,
): Promise<Side> {
  const request = {
    samples: data,
    n,
    d,
    sigma,
    weights: null,
    given: inputs.ofRow,
    draws,
    seed,
    threads: job.threads,
  }
  const { values, standardErrors } = await runJob(
    'evaluating log-densities',
    (report) => addon().pointwiseInformation(request, report),
    job,
  )
  const { labels } = await clustersAtScale(
    { data: meanRows(data, d, inputs), shape: [inputs.names.length, d] },
    { sigma, multiple, threads: job.threads, ...(job.signal && { signal: job.signal }) },
  )
  const information = (item: number) => ({ value: values[item]!, standardError: standardErrors[item]! })
  return { information, clusters: labels }
}

function meanRows(data: Float32Array | Float64Array, d: number, { ofRow, names }: Inputs): Float64Array {
  if (ofRow === null) return Float64Array.from(data)
  const means = new Float64Array(names.length * d)
  const rows = new Float64Array(names.length)
  ofRow.forEach((input, i) => {
    rows[input]!++
    for (let k = 0; k < d; k++) means[input * d + k]! += data[i * d + k]!
  })
  return means.map((sum, i) => sum / rows[Math.floor(i / d)]!)
}

function countClasses(items: number[], classes: number[]): { label: number; inputs: number }[] {
  const counts = new Map<number, number>()
  for (const item of items) counts.set(classes[item]!, (counts.get(classes[item]!) ?? 0) + 1)
  return [...counts]
    .map(([label, inputs]) => ({ label, inputs }))
    .sort((a, b) => b.inputs - a.inputs || a.label - b.label)
}
