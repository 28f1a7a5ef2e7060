// (b) Fresh rows every time: does the interval hold the entropy of what they were drawn from?
import { estimateEntropy } from 'infoflow'
import { drawRows, LAW_NAMES, truth as lawTruth } from './populations.mjs'
import { median, shareOfTrusted } from './statistics.mjs'

/** The width that an interval should have in few dimensions, nats. */
const INFORMS = 0.1

export const replications = 500
export const title = '(b) The population: fresh rows every time'
export const explanation = `h(T) by quadrature of each coordinate. Trusted: the share of replications with trust.ok; the next column is the coverage
among them. Width: high − low, median. Limit: 2 · 1.96 · sd(E[−ln p(T) | S]) / √n, below which no interval for n rows of
a law like this can stay. Passes: where most are trusted, coverage ≥ 93 % among them; where coverage is below 90 %, fewer
than 5 % are trusted; and for d ≤ 2, σ ≥ .2 most are trusted with a width ≤ ${INFORMS}, unless the limit is above that.`
export const columns = [
  'law',
  'd',
  'sigma',
  'n',
  'trusted %',
  'of them %',
  'coverage %',
  'below %',
  'above %',
  'width',
  'limit',
]

export function cells() {
  return [1, 2, 5, 10, 20].flatMap((d) =>
    [0.05, 0.2, 1].flatMap((sigma) =>
      LAW_NAMES.flatMap((law) => [500, 2000].map((n) => ({ law, d, sigma, n }))),
    ),
  )
}

export async function truth({ law, d, sigma, n }) {
  const { entropy, deviation } = lawTruth(law, d, sigma)
  return { value: entropy, limit: (2 * 1.96 * deviation) / Math.sqrt(n) }
}

export async function replicate({ law, d, sigma, n }, seed) {
  const { value, interval, trust } = await estimateEntropy(drawRows(law, n, d, seed), {
    sigma,
    seed,
    threads: 1,
  })
  return { value, low: interval.low, high: interval.high, ok: trust.ok }
}

export function summarise(cell, { value, limit }, outcomes) {
  const below = outcomes.filter(({ low }) => value < low).length / outcomes.length
  const above = outcomes.filter(({ high }) => value > high).length / outcomes.length
  const coverage = 1 - below - above
  const { trusted, coverageOfTrusted } = shareOfTrusted(outcomes, value)
  const width = median(outcomes.map(({ low, high }) => high - low))
  const mostTrusted = trusted > 0.5
  const mustInform = cell.d <= 2 && cell.sigma >= 0.2 && limit <= INFORMS
  const passes =
    (!mostTrusted || coverageOfTrusted >= 0.93) &&
    (coverage >= 0.9 || trusted < 0.05) &&
    (!mustInform || (mostTrusted && width <= INFORMS))
  return { ...cell, trusted, coverageOfTrusted, coverage, below, above, width, limit, truth: value, passes }
}
