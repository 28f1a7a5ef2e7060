import type { NoisyRows, Task } from '../types'
import { type Draws, drawsOf, matrixOf } from './draws'

interface Channel {
  name: string
  truth: number
  source: string
  draw(n: number, draws: Draws): NoisyRows
}

/** Symbols that are all there is: the value is that of the mixture, and every repeat has another seed. */
function symbols(name: string, rows: number[][], sigma: number, truth: number, source: string): Channel {
  const samples = matrixOf(rows.length, rows[0]!.length, (i) => rows[i]!)
  return { name, truth, source, draw: () => ({ samples, sigma, population: 'complete' }) }
}

const column = (values: readonly number[]) => values.map((value) => [value])

/** All corners of {±1}^d. */
const corners = (d: number) =>
  Array.from({ length: 2 ** d }, (_, i) => Array.from({ length: d }, (_, k) => ((i >> k) & 1 ? 1 : -1)))

/** Of one coordinate of the cube through noise of .5. */
const BPSK_HALF = 0.63272

function normalChannel(d: number): Channel {
  return {
    name: `normal through noise, d = ${d}`,
    truth: (d / 2) * Math.log(2),
    source: 'closed form, (d/2) log(1 + v/σ²)',
    draw: (n, draws) => {
      const data = draws.normals(n * d, 0)
      return { samples: { data, shape: [n, d] }, sigma: 1, population: 'sample' }
    },
  }
}

const CHANNELS: Channel[] = [
  symbols('2 amplitudes, σ = .5', column([-1, 1]), 0.5, BPSK_HALF, 'quadrature, 6 decimals'),
  symbols('4 amplitudes, σ = 1', column([-3, -1, 1, 3]), 1, 0.845233, 'quadrature, 6 decimals'),
  symbols('4 amplitudes, σ = 2', column([-3, -1, 1, 3]), 2, 0.399605, 'quadrature, 6 decimals'),
  symbols('cube in 10 dimensions, σ = .5', corners(10), 0.5, 10 * BPSK_HALF, '10 times one coordinate'),
  normalChannel(1),
  normalChannel(2),
  normalChannel(5),
]

/** Gaussian channels of which the information is known. */
export function noisyTasks(n: number, seed: number): Task[] {
  return CHANNELS.map(({ draw, ...known }, number) => ({
    ...known,
    judged: true,
    kind: 'noisy',
    draw: async (repeat) => draw(n, drawsOf(seed, 100 + number, repeat)),
  }))
}
