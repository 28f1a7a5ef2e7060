// How many log-densities an estimate evaluates for a standard error of 1e-3 nats, beside independent draws without a
// control variate, whose number is the variance of ln p over the squared error. Rows: 1024.
import { estimateEntropy, logDensity } from 'infoflow'
import { fillNormals, shuffledIndices } from '../dist/random/random.js'
import { drawRows, LAW_NAMES } from './coverage/populations.mjs'
import { printRow } from './printRow.mjs'

const N = 1024
const STANDARD_ERROR = 1e-3
const SEEDS = 5
const POINTS = 1 << 14
const FEWEST_DRAWS = 2048
const CASES = [
  { d: 1, sigma: 0.1 },
  { d: 1, sigma: 0.2 },
  { d: 2, sigma: 0.1 },
  { d: 2, sigma: 0.2 },
  { d: 5, sigma: 0.1 },
  { d: 5, sigma: 0.2 },
  { d: 10, sigma: 1 },
  { d: 64, sigma: 2, mostDraws: 8192 },
  { d: 784, sigma: 8, mostDraws: 4096 },
]

/** Of ln p at independent draws of the mixture. */
async function variance(samples, d, sigma) {
  const data = fillNormals(new Float64Array(POINTS * d), { seed: 1, purpose: 'measuringNoise' })
  for (let first = 0; first < POINTS; first += N) {
    const order = shuffledIndices(N, { seed: first, purpose: 'pilotRows' })
    for (const [i, row] of order.entries()) {
      for (let k = 0; k < d; k++) {
        const at = (first + i) * d + k
        data[at] = samples.data[row * d + k] + sigma * data[at]
      }
    }
  }
  const { values } = await logDensity({ data, shape: [POINTS, d] }, { samples, sigma })
  const mean = values.reduce((sum, x) => sum + x) / POINTS
  return values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (POINTS - 1)
}

/** The mean of something over the estimates of a few seeds. */
async function mean(samples, options, of) {
  let sum = 0
  for (let seed = 0; seed < SEEDS; seed++) {
    sum += of(await estimateEntropy(samples, { ...options, seed, method: 'sampled', population: 'complete' }))
  }
  return sum / SEEDS
}

/** Draws that have the standard error when asked for; beyond `mostDraws` as with independent ones. */
async function draws(samples, sigma, mostDraws) {
  const errorOf = async (count) =>
    Math.sqrt(await mean(samples, { sigma, draws: count }, ({ numerical }) => numerical.standardError ** 2))
  let before = { count: FEWEST_DRAWS, error: await errorOf(FEWEST_DRAWS) }
  if (before.error <= STANDARD_ERROR) return before.count
  for (let count = 2 * FEWEST_DRAWS; count <= mostDraws; count *= 2) {
    const error = await errorOf(count)
    if (error <= STANDARD_ERROR) {
      const power = Math.log(2) / Math.log(before.error / error)
      return before.count * (before.error / STANDARD_ERROR) ** power
    }
    before = { count, error }
  }
  return before.count * (before.error / STANDARD_ERROR) ** 2
}

const row = (...cells) => printRow(12, cells)
row('law', 'd', 'sigma', 'independent', 'ours', 'ratio', 'with search', 'ratio')
for (const { d, sigma, mostDraws } of CASES) {
  for (const law of LAW_NAMES) {
    const samples = drawRows(law, N, d, 0)
    const independent = (await variance(samples, d, sigma)) / STANDARD_ERROR ** 2
    const ours = await draws(samples, sigma, mostDraws ?? 1 << 20)
    const cells = [independent, ours].map((count) => count.toExponential(2))
    const searched =
      mostDraws === undefined
        ? await mean(samples, { sigma, tolerance: STANDARD_ERROR }, ({ settings }) => settings.draws)
        : null
    const search = searched === null ? [] : [searched.toExponential(2), (independent / searched).toFixed(1)]
    row(law, d, sigma, ...cells, (independent / ours).toFixed(1), ...search)
  }
}
