import { fillNormals } from '../../random/random'
import type { CheckedSamples } from '../../samples/samples'

/** Any orthonormal frame gives a lower bound: looking at more rows only makes it a little better. */
const ROWS_LOOKED_AT = 2000
const ITERATIONS = 20
/** A column whose rest is this small a part of itself depends on those before it. */
const DEPENDENT = 1e-10

/** r orthonormal columns of d values, column after column. */
export interface Frame {
  kind: 'principal' | 'discriminant' | 'random'
  columns: Float64Array
  r: number
}

/** A uniformly random frame. */
export function randomFrame(d: number, r: number, seed: number, stream: number): Frame {
  const columns = fillNormals(new Float64Array(d * r), { seed, purpose: 'projections', stream })
  return orthonormalized('random', columns, d)
}

/** About the directions of largest variance, by subspace iteration. */
export function principalFrame(rows: CheckedSamples, r: number, seed: number): Frame {
  const { d } = rows
  const centered = centeredRows(rows)
  let frame = { ...randomFrame(d, r, seed, 0), kind: 'principal' as Frame['kind'] }
  for (let i = 0; i < ITERATIONS; i++) {
    frame = orthonormalized('principal', timesCovariance(centered, d, frame), d)
  }
  return frame
}

/**
 * About the directions that tell the groups apart (Fisher's): those in which the groups' means differ most, against the
 * spread within groups and the noise. Conjugate gradients, ended early where rows are fewer than columns.
 */
export function discriminantFrame(
  { data, n, d }: CheckedSamples,
  given: Int32Array,
  { r, sigma, seed }: { r: number; sigma: number; seed: number },
): Frame {
  const groups = given.reduce((most, group) => Math.max(most, group), 0) + 1
  const means = new Float64Array(groups * d)
  const sizes = new Float64Array(groups)
  for (let i = 0; i < n; i++) sizes[given[i]!]!++
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < d; k++) means[given[i]! * d + k]! += data[i * d + k]! / sizes[given[i]!]!
  }
  const between = principalFrame({ data: means, n: groups, d }, r, seed)
  const within = Float64Array.from(
    data,
    (value, j) => value - means[given[Math.floor(j / d)]! * d + (j % d)]!,
  )
  const spread = everyRow({ data: within, n, d })
  const rows = spread.length / d
  const columns = new Float64Array(between.columns.length)
  for (let c = 0; c < between.r; c++) {
    const column = between.columns.subarray(c * d, (c + 1) * d)
    const times = (v: Float64Array) => {
      const product = timesCovariance(spread, d, { kind: 'random', columns: v, r: 1 })
      return product.map((value, k) => value / rows + sigma * sigma * v[k]!)
    }
    columns.set(solved(times, column), c * d)
  }
  return orthonormalized('discriminant', columns, d)
}

/** A x = b by conjugate gradients. */
function solved(times: (v: Float64Array) => Float64Array, b: Float64Array): Float64Array {
  let x = new Float64Array(b.length)
  let residual = b.slice()
  let direction = b.slice()
  let square = dot(residual, residual)
  for (let i = 0; i < ITERATIONS && square > 0; i++) {
    const product = times(direction)
    const step = square / dot(direction, product)
    x = x.map((value, k) => value + step * direction[k]!)
    residual = residual.map((value, k) => value - step * product[k]!)
    const next = dot(residual, residual)
    direction = residual.map((value, k) => value + (next / square) * direction[k]!)
    square = next
  }
  return x
}

/** n × r rows times the frame. */
export function project({ data, n, d }: CheckedSamples, { columns, r }: Frame): Float64Array {
  const projected = new Float64Array(n * r)
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < r; c++) {
      let sum = 0
      for (let k = 0; k < d; k++) sum += data[i * d + k]! * columns[c * d + k]!
      projected[i * r + c] = sum
    }
  }
  return projected
}

/** So many rows, evenly spaced, that looking at them is quick. */
function everyRow({ data, n, d }: CheckedSamples): Float64Array {
  const stride = Math.ceil(n / ROWS_LOOKED_AT)
  const rows = new Float64Array(Math.ceil(n / stride) * d)
  for (let i = 0; i < rows.length / d; i++) {
    for (let k = 0; k < d; k++) rows[i * d + k] = data[i * stride * d + k]!
  }
  return rows
}

function centeredRows(samples: CheckedSamples): Float64Array {
  const { d } = samples
  const rows = everyRow(samples)
  const mean = new Float64Array(d)
  for (let j = 0; j < rows.length; j++) mean[j % d]! += rows[j]! / (rows.length / d)
  return rows.map((value, j) => value - mean[j % d]!)
}

function timesCovariance(centered: Float64Array, d: number, { columns, r }: Frame): Float64Array {
  const product = new Float64Array(d * r)
  for (let i = 0; i < centered.length; i += d) {
    for (let c = 0; c < r; c++) {
      let sum = 0
      for (let k = 0; k < d; k++) sum += centered[i + k]! * columns[c * d + k]!
      for (let k = 0; k < d; k++) product[c * d + k]! += sum * centered[i + k]!
    }
  }
  return product
}

/** Gram–Schmidt, twice for rounding; a column that depends on those before it is left out. */
function orthonormalized(kind: Frame['kind'], columns: Float64Array, d: number): Frame {
  const kept: Float64Array[] = []
  for (let start = 0; start < columns.length; start += d) {
    const column = columns.slice(start, start + d)
    const before = Math.sqrt(dot(column, column))
    for (let pass = 0; pass < 2; pass++) {
      for (const other of kept) {
        const product = dot(column, other)
        for (let k = 0; k < d; k++) column[k]! -= product * other[k]!
      }
    }
    const length = Math.sqrt(dot(column, column))
    if (length > DEPENDENT * before) kept.push(column.map((value) => value / length))
  }
  const frame = new Float64Array(kept.length * d)
  for (const [c, column] of kept.entries()) frame.set(column, c * d)
  return { kind, columns: frame, r: kept.length }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!
  return sum
}
