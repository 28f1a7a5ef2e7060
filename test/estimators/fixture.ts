import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** Values by NumPy, SciPy, scikit-learn and npeet-plus: test/fixtures/estimators/make.py. */
export interface Fixture {
  x: number[][]
  y: number[][]
  labels: number[]
  ksg1: Record<string, number>
  nearestEuclidean: Record<string, number>
  nearestChebyshev: Record<string, number>
  scott: { factor: number; entropy: number }
  silverman: { factor: number; entropy: number }
  likelihood: { factor: number; entropy: number }
  gaussian: { mi: number; entropy: number }
  ledoitWolf: { shrinkage: number; mi: number }
  binWidth: { entropy: number; given: number }
  edges: { entropy: number; given: number }
}

export const fixture = JSON.parse(
  readFileSync(resolve(__dirname, '../fixtures/estimators/rivals.json'), 'utf8'),
) as Fixture

/** Sums of a few hundred terms of size 10, each rounded by whoever computed it. */
export const ROUNDING = 1e-11
