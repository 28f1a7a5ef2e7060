import { chiSquareSurvival } from '../../lib/bounds/chiSquare'
import rows from '../fixtures/bounds/chiSquare.json'

// An exponential of at most 460, of which a few roundings are 2^-53 each: a few 1e-13.
test.each(rows)('P(χ² > $x) with $d degrees of freedom is that of SciPy', ({ x, d, survival }) => {
  expect(Math.abs(chiSquareSurvival(x, d) / survival - 1)).toBeLessThan(1e-12)
})

test('all of it lies above 0', () => {
  expect(chiSquareSurvival(0, 1)).toBe(1)
  expect(chiSquareSurvival(Number.MIN_VALUE, 3)).toBe(1)
})

test('two degrees of freedom are exponential', () => {
  for (const x of [1e-9, 0.5, 3.999, 4, 50]) {
    expect(Math.abs(chiSquareSurvival(x, 2) / Math.exp(-x / 2) - 1)).toBeLessThan(1e-14)
  }
})
