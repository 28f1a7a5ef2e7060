import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

interface KMeansRun {
  inertia: number
  iterations: number
  labels: string
  centers: number[][]
}

export interface Histograms {
  edges: number[]
  within: number[]
  across: number[]
  withinMean: number
  acrossMean: number
}

export interface Collapse {
  normVariation: number
  cosineDeviation: number
  cosineDistance: number
}

/** Values by NumPy, SciPy and scikit-learn on activations of a digit network: test/fixtures/clustering/make.py. */
interface Fixture {
  n: number
  d: number
  activations: string
  digits: string
  classifier: { weights: number[][]; biases: number[] }
  kMeans: Record<string, KMeansRun>
  agreement: Record<string, number>
  agreementOdd: Record<string, number>
  quality: Record<
    string,
    { silhouette: number; silhouettes?: number[]; calinskiHarabasz?: number; daviesBouldin?: number }
  >
  distances: Histograms
  cosines: Histograms
  components: Record<string, number>
  collapse: {
    nc1: number
    nc2: Collapse
    nc2Classifier: Collapse
    nc3: number
    nc4: number
    nearestMeanError: number
  }
  rank: { singularValues: number[]; effective: number; participation: number }
  rankCentered: { singularValues: number[]; effective: number; participation: number }
}

export const fixture = JSON.parse(
  readFileSync(resolve(__dirname, '../fixtures/clustering/digits.json'), 'utf8'),
) as Fixture

const bytes = Buffer.from(fixture.activations, 'base64')

/** 600 × 10 activations of a network trained on digits, as float32 values. */
export const single = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
export const double = Float64Array.from(single)
export const shape = [fixture.n, fixture.d] as const
export const activations = { data: double, shape }

/** '0123' → [0, 1, 2, 3] */
export const toLabels = (digits: string): number[] => Array.from(digits, Number)
export const digits = toLabels(fixture.digits)

/** Rows of a row-major matrix. */
export function rowsOf(data: ArrayLike<number>, [n, d]: readonly [number, number]): number[][] {
  return Array.from({ length: n }, (_, i) => Array.from({ length: d }, (_, k) => data[i * d + k]!))
}

/** What the issue asks of agreement with scikit-learn: both round sums of some thousand terms. */
export const AGREEMENT = 1e-9
