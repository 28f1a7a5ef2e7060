import type { PairedRows, Task } from '../types'
import { type Draws, drawsOf, matrixOf, normalDistribution } from './draws'
import { digammaOfHalf, logGammaOfHalf } from './specialFunctions'

interface Generator {
  name: string
  truth: number
  source: string
  judged?: true
  draw(n: number, draws: Draws): PairedRows
}

const BENCHMARK = 'Czyż et al., “Beyond Normal”, NeurIPS 2023'

/** Of two normal numbers with this correlation. */
const ofCorrelation = (rho: number) => -0.5 * Math.log(1 - rho * rho)

/** Two vectors of independent coordinates, but that coordinate i of both has correlation correlations[i]. */
function pairedNormals(n: number, d: number, correlations: readonly number[], draws: Draws): PairedRows {
  const a = draws.normals(n * d, 0)
  const b = draws.normals(n * d, 1)
  return {
    x: matrixOf(n, d, (i) => a.subarray(i * d, (i + 1) * d)),
    y: matrixOf(n, d, (i) =>
      Array.from({ length: d }, (_, k) => {
        const rho = correlations[k] ?? 0
        return rho * a[i * d + k]! + Math.sqrt(1 - rho * rho) * b[i * d + k]!
      }),
    ),
  }
}

/** The same rows with every row mapped: an invertible map changes no information. */
function mapped(rows: PairedRows, d: number, map: (row: Float64Array) => number[]): PairedRows {
  const [n, width] = rows.x.shape
  const data = rows.x.data as Float64Array
  return { ...rows, x: matrixOf(n, d, (i) => map(data.subarray(i * width, (i + 1) * width))) }
}

/** Of normal vectors all of whose coordinates have pairwise correlation rho. */
function ofDense(dx: number, dy: number, rho: number): number {
  const logDet = (d: number) => (d - 1) * Math.log(1 - rho) + Math.log(1 + (d - 1) * rho)
  return (logDet(dx) + logDet(dy) - logDet(dx + dy)) / 2
}

/** What the common denominator of a multivariate Student vector tells, beside its correlations. */
function ofCommonScale(freedom: number, dx: number, dy: number): number {
  const f = (m: number) => logGammaOfHalf(m) - (m / 2) * digammaOfHalf(m)
  return f(freedom) + f(freedom + dx + dy) - f(freedom + dx) - f(freedom + dy)
}

const SPARSE = [0.8, 0.8]
const SPARSE_TRUTH = SPARSE.reduce((sum, rho) => sum + ofCorrelation(rho), 0)

const GENERATORS: Generator[] = [
  {
    name: 'independent, 2 + 2',
    truth: 0,
    source: 'independence',
    judged: true,
    draw: (n, draws) => pairedNormals(n, 2, [], draws),
  },
  {
    name: 'normal, correlation .75',
    truth: ofCorrelation(0.75),
    source: 'closed form',
    judged: true,
    draw: (n, draws) => pairedNormals(n, 1, [0.75], draws),
  },
  {
    name: 'uniform with uniform noise',
    // Width 1, noise of width 1.5.
    truth: 1 / 3,
    source: `closed form, 1/(4ε) for ε = .75; ${BENCHMARK}`,
    judged: true,
    draw: (n, draws) => {
      const u = draws.uniforms(n, 0)
      const v = draws.uniforms(n, 1)
      return { x: matrixOf(n, 1, (i) => [u[i]!]), y: matrixOf(n, 1, (i) => [u[i]! + 1.5 * v[i]! - 0.75]) }
    },
  },
  {
    name: 'bimodal, correlation .75',
    truth: ofCorrelation(0.75),
    source: 'closed form: each side mapped by x + 2 tanh 5x',
    judged: true,
    draw: (n, draws) => {
      const { x, y } = pairedNormals(n, 1, [0.75], draws)
      const split = (value: number) => value + 2 * Math.tanh(5 * value)
      return { x: { ...x, data: x.data.map(split) }, y: { ...y, data: y.data.map(split) } }
    },
  },
  {
    name: 'multinormal, dense, 2 + 2',
    truth: ofDense(2, 2, 0.5),
    source: `closed form, all correlations .5; ${BENCHMARK}`,
    judged: true,
    draw: (n, draws) => dense(n, 2, draws),
  },
  {
    name: 'multinormal, dense, 5 + 5',
    truth: ofDense(5, 5, 0.5),
    source: `closed form, all correlations .5; ${BENCHMARK}`,
    draw: (n, draws) => dense(n, 5, draws),
  },
  {
    name: 'multinormal, sparse, 3 + 3',
    truth: SPARSE_TRUTH,
    source: `closed form, two pairs of correlation .8; ${BENCHMARK}`,
    draw: (n, draws) => pairedNormals(n, 3, SPARSE, draws),
  },
  {
    name: 'Student, 3 degrees, 2 + 2',
    truth: ofCommonScale(3, 2, 2),
    source: `closed form (Arellano-Valle et al. 2013), no correlation; ${BENCHMARK}`,
    draw: (n, draws) => {
      const rows = pairedNormals(n, 2, [], draws)
      const chi = draws.normals(3 * n, 2)
      const scale = (j: number) =>
        Math.sqrt(3 / (chi[3 * j]! ** 2 + chi[3 * j + 1]! ** 2 + chi[3 * j + 2]! ** 2))
      const scaled = ({ data, shape }: PairedRows['x']) => ({
        data: data.map((value, i) => value * scale(Math.floor(i / 2))),
        shape,
      })
      return { x: scaled(rows.x), y: scaled(rows.y) }
    },
  },
  {
    name: 'spiral of sparse, 3 + 3',
    truth: SPARSE_TRUTH,
    source: `invertible map of a closed form: the first two coordinates turned by the squared length; ${BENCHMARK}`,
    draw: (n, draws) =>
      mapped(pairedNormals(n, 3, SPARSE, draws), 3, ([a, b, c]) => {
        const angle = (a! * a! + b! * b! + c! * c!) / 3
        const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
        return [cos * a! - sin * b!, sin * a! + cos * b!, c!]
      }),
  },
  {
    name: 'swiss roll, 2 + 1',
    truth: ofCorrelation(0.75),
    source: `invertible map of a closed form: a line rolled up in the plane; ${BENCHMARK}`,
    draw: (n, draws) =>
      mapped(pairedNormals(n, 1, [0.75], draws), 2, ([a]) => {
        const t = 1.5 * Math.PI * (1 + 2 * normalDistribution(a!))
        return [(t * Math.cos(t)) / 21, (t * Math.sin(t)) / 21]
      }),
  },
]

function dense(n: number, d: number, draws: Draws): PairedRows {
  const own = draws.normals(2 * n * d, 0)
  const common = draws.normals(n, 1)
  // Variance ½ of its own and ½ in common: correlation .5.
  const side = (first: number) =>
    matrixOf(n, d, (i) =>
      Array.from({ length: d }, (_, k) => Math.SQRT1_2 * (own[(2 * i + first) * d + k]! + common[i]!)),
    )
  return { x: side(0), y: side(1) }
}

/** Generators of x and y of which the information is known. */
export function pairedTasks(n: number, seed: number): Task[] {
  return GENERATORS.map(({ draw, judged, ...known }, number) => ({
    ...known,
    judged: judged === true,
    kind: 'paired',
    draw: async (repeat) => draw(n, drawsOf(seed, number, repeat)),
  }))
}
