import { rangeError, typeError } from '../errors'
import { runJob } from '../native/job'
import { addon } from '../native/loader'
import { readSamples } from '../samples/samples'
import type { Samples } from '../samples/types'
import { type LabelledOptions, readLabelledRows, requireSeveralClasses } from './labelledRows'
import { norm } from './norm'

/** The layer on top: class c scores weights_c · x + bias_c. */
export interface Classifier {
  /** C × d, row c for label c. */
  weights: Samples
  /** C values; default 0. */
  biases?: ArrayLike<number>
}

export interface CollapseOptions extends LabelledOptions {
  /** For NC2 of the classifier, NC3 and NC4. Its rows must be the labels 0 … C − 1, each with samples. */
  classifier?: Classifier
}

/** How near vectors are to a simplex of equal edges: all three are 0 there. */
export interface Simplex {
  /** Standard deviation of the lengths over their mean. */
  normVariation: number
  /** Standard deviation of the cosines of all pairs. */
  cosineDeviation: number
  /** Mean over the pairs of |cosine + 1/(C − 1)|. */
  cosineDistance: number
}

export interface NeuralCollapse {
  /** tr(Σ_W Σ_B⁺) / C: variability within the classes against the means' spread; null where all class means are equal. */
  nc1: number | null
  /** Of the class means around their mean, and of the classifier's rows; null where a vector is zero. */
  nc2: { means: Simplex | null; classifier: Simplex | null }
  /** ‖W/‖W‖ − M/‖M‖‖, Frobenius norms, M the class means around their mean; null without a classifier. */
  nc3: number | null
  /** Part of the rows that the classifier gives another class than the nearest class mean; null without a classifier. */
  nc4: number | null
  /** Part of the rows nearer to another class mean than to their own. */
  nearestMeanError: number
}

/**
 * The four measures of neural collapse, which go to 0 as it sets in.
 *
 * With μ_c the mean of class c, μ the mean of the μ_c, C classes of n_c rows: Σ_B = (1/C) Σ_c (μ_c − μ)(μ_c − μ)ᵀ, and
 * Σ_W = (1/C) Σ_c (1/n_c) Σ_i (x_i − μ_c)(x_i − μ_c)ᵀ, so that classes count alike, as in the paper, where they are
 * equally large.
 *
 * @param samples n × d last-layer activations, see {@link Samples}; copied before the call returns
 * @param options `labels` with 2 to n − 1 classes is needed
 * @throws TypeError, RangeError or Error (as a rejection) with a stable `code` and the `argument`; `signal.reason` if aborted
 *
 * Accuracy: 1e-11 of the value, relative, where the class means are not nearly dependent. Cost: O(n d C + C² d). Source:
 * V. Papyan, X. Han, D. Donoho, PNAS 117 (2020) 24652, NC1–NC4. Edge cases: null where a measure is not defined.
 */
export async function neuralCollapse(samples: Samples, options: CollapseOptions): Promise<NeuralCollapse> {
  const { rows, job, names } = readLabelledRows(samples, options, ['classifier'])
  requireSeveralClasses(rows)
  const { d, n, classes } = rows
  const layer = options.classifier === undefined ? null : readClassifier(options.classifier, d, names)
  const request = { ...rows, classifier: layer?.weights ?? null, biases: layer?.biases ?? null }
  const native = await runJob('measuring classes', (report) => addon().collapse(request, report), job)
  const centered = aroundMean(native.means, classes, d)
  return {
    nc1: native.directions === 0 ? null : native.nc1,
    nc2: {
      means: simplex(centered, classes, d),
      classifier: layer === null ? null : simplex(layer.weights, classes, d),
    },
    nc3: layer === null ? null : distanceOfDirections(layer.weights, centered),
    nc4: layer === null ? null : native.disagreements / n,
    nearestMeanError: native.nearestMeanErrors / n,
  }
}

/** The classifier with its rows in the order of the classes of `names`. */
function readClassifier({ weights, biases }: Classifier, d: number, names: number[]) {
  const matrix = readSamples(weights, 'classifier')
  if (matrix.d !== d) {
    throw rangeError('classifier', `rows of ${matrix.d} values for samples of ${d}`, 'ERR_INFOFLOW_SHAPE')
  }
  if (matrix.n !== names.length || names.some((name) => name >= matrix.n)) {
    throw rangeError('classifier', `${matrix.n} rows need the labels 0 … ${matrix.n - 1}, each with samples`)
  }
  if (biases !== undefined && typeof biases !== 'object')
    throw typeError('classifier', 'biases are not an array')
  const offsets = Float64Array.from(biases ?? new Array<number>(matrix.n).fill(0))
  if (offsets.length !== matrix.n || !offsets.every(Number.isFinite)) {
    throw rangeError('classifier', `${matrix.n} finite biases are needed`)
  }
  return {
    weights: Float64Array.from(names.flatMap((c) => Array.from(matrix.data.subarray(c * d, (c + 1) * d)))),
    biases: Float64Array.from(names, (c) => offsets[c]!),
  }
}

function aroundMean(means: Float64Array, classes: number, d: number): Float64Array {
  const overall = new Float64Array(d)
  means.forEach((value, i) => {
    overall[i % d]! += value / classes
  })
  return means.map((value, i) => value - overall[i % d]!)
}

function simplex(vectors: Float64Array, count: number, d: number): Simplex | null {
  const vector = (c: number) => vectors.subarray(c * d, (c + 1) * d)
  const norms = Array.from({ length: count }, (_, c) => norm(vector(c)))
  if (norms.includes(0)) return null
  const cosines: number[] = []
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      const product = vector(a).reduce((sum, value, k) => sum + (value / norms[a]!) * vector(b)[k]!, 0)
      cosines.push(product / norms[b]!)
    }
  }
  const angles = cosines.map((cosine) => Math.abs(cosine + 1 / (count - 1)))
  return {
    normVariation: deviation(norms) / mean(norms),
    cosineDeviation: deviation(cosines),
    cosineDistance: mean(angles),
  }
}

function distanceOfDirections(a: Float64Array, b: Float64Array): number | null {
  const [lengthA, lengthB] = [norm(a), norm(b)]
  if (lengthA === 0 || lengthB === 0) return null
  return norm(a.map((value, i) => value / lengthA - b[i]! / lengthB))
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function deviation(values: number[]): number {
  const center = mean(values)
  return Math.sqrt(mean(values.map((value) => (value - center) ** 2)))
}
