// (a) One fixed mixture a cell, evaluation points drawn anew: does the numerical error cover?
import { estimateEntropy } from 'infoflow'
import { drawRows, LAW_NAMES } from './populations.mjs'
import { deviation, mean, median } from './statistics.mjs'

const CENTERS = 1000
/** Rows come from a seed that no replication has. */
const MIXTURE_SEED = 2 ** 40
export const OPTIONS = { population: 'complete', method: 'sampled', threads: 1 }
/** The reference's standard error in those of one replication. */
const REFERENCE_PART = 1 / 15
const NOTHING = 1e-9

export const replications = 2000
export const title = `(a) The mixture as given: ${CENTERS} centers, one mixture a cell`
export const explanation = `method 'sampled', population 'complete', tolerance by default. Reference: quadrature for d ≤ 2, else one run
with a standard error ${1 / REFERENCE_PART} times smaller than a replication's. Spread: the standard deviation of value − reference.
Width: half of the interval, median. Passes: coverage ≥ 94 % and width ≤ 3 × spread; where the spread is below ${NOTHING},
every |value − reference| within the bound.`
export const columns = [
  'law',
  'd',
  'sigma',
  'draws',
  'coverage %',
  'width',
  'spread',
  'width/spread',
  'bias/spread',
]

export function cells() {
  return [1, 2, 5, 10, 20].flatMap((d) =>
    [0.05, 0.2, 1].flatMap((sigma) => LAW_NAMES.map((law) => ({ law, d, sigma }))),
  )
}

const mixtures = new Map()
export function fixedMixture({ law, d, n = CENTERS }) {
  const key = `${law} ${d} ${n}`
  if (!mixtures.has(key)) mixtures.set(key, drawRows(law, n, d, MIXTURE_SEED))
  return mixtures.get(key)
}

export async function truth(cell) {
  const { sigma, d } = cell
  const rows = fixedMixture(cell)
  if (d <= 2) {
    const { value, numerical } = await estimateEntropy(rows, { ...OPTIONS, sigma, method: 'quadrature' })
    return { value, error: numerical.bound }
  }
  const pilot = await estimateEntropy(rows, { ...OPTIONS, sigma, seed: MIXTURE_SEED })
  const tolerance = Math.max(1e-12, pilot.numerical.standardError * REFERENCE_PART)
  const { value, numerical } = await estimateEntropy(rows, {
    ...OPTIONS,
    sigma,
    tolerance,
    seed: MIXTURE_SEED + 1,
  })
  return { value, error: numerical.bound + numerical.standardError }
}

export async function replicate(cell, seed) {
  const { value, numerical, interval, settings } = await estimateEntropy(fixedMixture(cell), {
    ...OPTIONS,
    sigma: cell.sigma,
    seed,
  })
  return { value, low: interval.low, high: interval.high, bound: numerical.bound, draws: settings.draws }
}

export function summarise(cell, reference, outcomes) {
  const errors = outcomes.map(({ value }) => value - reference.value)
  const spread = deviation(errors)
  const covered = outcomes.filter(({ low, high }) => low <= reference.value && reference.value <= high).length
  const coverage = covered / outcomes.length
  const width = median(outcomes.map(({ low, high }) => (high - low) / 2))
  const result = {
    ...cell,
    draws: median(outcomes.map(({ draws }) => draws)),
    coverage,
    width,
    spread,
    ratio: width / spread,
    bias: mean(errors) / spread,
    reference,
  }
  const passes =
    spread < NOTHING
      ? outcomes.every(({ bound }, i) => Math.abs(errors[i]) <= bound + reference.error + NOTHING)
      : coverage >= 0.94 && width <= 3 * spread
  return { ...result, passes }
}
