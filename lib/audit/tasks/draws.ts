import { fillNormals } from '../../random/random'
import type { SampleMatrix } from '../../samples/types'

/** Numbers of one repeat of one task: the same wherever the audit runs. */
export interface Draws {
  /** `count` independent normals; another `which`, others. */
  normals(count: number, which: number): Float64Array
  /** `count` independent numbers, uniform on (0, 1). */
  uniforms(count: number, which: number): Float64Array
}

/** @param task a number of its own for each task */
export function drawsOf(seed: number, task: number, repeat: number): Draws {
  const normals = (count: number, which: number) =>
    fillNormals(new Float64Array(count), {
      seed,
      purpose: 'auditTasks',
      stream: 64 * task + which,
      step: repeat,
    })
  return { normals, uniforms: (count, which) => normals(count, which).map(normalDistribution) }
}

/** Φ(x), from the series and the continued fraction of the error function; absolute error below 1e-14. */
export function normalDistribution(x: number): number {
  const size = Math.abs(x)
  let upper: number
  if (size < 3) {
    // Φ(x) − ½ = φ(x) Σ x^(2k+1) / (1·3·…·(2k+1)).
    let term = size
    let sum = size
    for (let k = 1; term > 1e-17 * sum; k++) {
      term *= (size * size) / (2 * k + 1)
      sum += term
    }
    upper = 0.5 - density(size) * sum
  } else {
    // 1 − Φ(x) = φ(x) / (x + 1/(x + 2/(x + 3/(x + …)))).
    let fraction = size
    for (let k = 60; k > 0; k--) fraction = size + k / fraction
    upper = density(size) / fraction
  }
  return x > 0 ? 1 - upper : upper
}

const density = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)

/** n × d, row i made by `row(i)`. */
export function matrixOf(n: number, d: number, row: (i: number) => ArrayLike<number>): SampleMatrix {
  const data = new Float64Array(n * d)
  for (let i = 0; i < n; i++) data.set(row(i), i * d)
  return { data, shape: [n, d] }
}
