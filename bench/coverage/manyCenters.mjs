// (d) As (a), with so many centers that most points go to a shorter mixture (native/core/estimate/two_levels.h).
import { estimateEntropy } from 'infoflow'
import {
  columns,
  fixedMixture,
  OPTIONS,
  replicate,
  summarise,
  truth as truthOfGiven,
} from './givenMixture.mjs'
import { LAW_NAMES } from './populations.mjs'

const CENTERS = 8192
const REFERENCE_DRAWS = 2 ** 21

export const replications = 2000
export const title = `(d) The mixture as given: ${CENTERS} centers, so that most points go to a shorter mixture`
export const explanation = `As (a). Reference: quadrature for d ≤ 2, else ${REFERENCE_DRAWS} points for the mixture itself.`
export { columns, replicate, summarise }

export function cells() {
  const sigmas = { 2: [0.2, 1], 5: [0.2, 1], 10: [1] }
  return [2, 5, 10].flatMap((d) =>
    sigmas[d].flatMap((sigma) => LAW_NAMES.map((law) => ({ law, d, sigma, n: CENTERS }))),
  )
}

export async function truth(cell) {
  if (cell.d <= 2) return truthOfGiven(cell)
  const { value, numerical } = await estimateEntropy(fixedMixture(cell), {
    ...OPTIONS,
    sigma: cell.sigma,
    draws: REFERENCE_DRAWS,
  })
  return { value, error: numerical.bound + numerical.standardError }
}
