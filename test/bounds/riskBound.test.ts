import { type RiskBoundOptions, riskBound } from '../../lib/bounds/riskBound'
import fixture from '../fixtures/bounds/riskBound.json'

const table = { sigma: 1, n: 1e9 }

// The table of arXiv 1810.11589v1, and the same with the valid tail, each within one unit of its last digit (some were
// cut or rounded up).
test.each([
  [1, 7.41e-4, 1e-6],
  [2, 0.00166, 1e-5],
  [3, 0.00369, 1e-5],
  [5, 0.0179, 1e-4],
  [7, 0.0856, 1e-4],
  [9, 0.402, 1e-3],
  [10, 0.869, 1e-3],
  [11, 1.87, 1e-2],
  [12, 4.02, 1e-2],
])('published form at d = %d', (d, printed, unit) => {
  const risk = riskBound({ ...table, d, form: 'published' })
  expect(Math.abs(risk - printed)).toBeLessThan(unit)
  expect(riskBound({ ...table, d, form: 'published', epsilon: 0.005 })).toBe(risk)
})

test.each([
  [1, 6.86e-4, 1e-6],
  [2, 0.0015, 1e-5],
  [3, 0.00333, 1e-5],
  [5, 0.0166, 1e-4],
  [7, 0.0829, 1e-4],
  [9, 0.407, 1e-3],
  [10, 0.895, 1e-3],
  [11, 1.95, 1e-2],
  [12, 4.22, 1e-2],
])('valid form at d = %d', (d, recomputed, unit) => {
  expect(Math.abs(riskBound({ ...table, d }) - recomputed)).toBeLessThan(unit)
})

// Both search for the same minimum; its value is flat, so 1e-6 of the range in place is 1e-12 in value.
test.each(fixture)('n = $n, d = $d, σ = $sigma: as minimised by SciPy', ({ n, d, sigma, risk }) => {
  expect(Math.abs(riskBound({ n, d, sigma, form: 'valid' }) / risk - 1)).toBeLessThan(1e-10)
})

// For a fixed a the bound falls with n wherever the logarithm is at least 2, as it is in the valid form.
test('more samples never raise the valid bound', () => {
  for (const d of [1, 2, 5, 12]) {
    for (const sigma of [0.05, 1, 20]) {
      const risks = [1, 2, 10, 100, 1e4, 1e8, 1e15].map((n) => riskBound({ n, d, sigma }))
      expect(risks).toEqual(risks.toSorted((a, b) => b - a))
    }
  }
})

// There P(χ²_d > a²) ≤ 1/n at the published a, one of those that the valid form minimises over.
test('for d ≤ 2 the valid form is never above the published one', () => {
  for (const d of [1, 2]) {
    for (const n of [100, 1e5, 1e9]) {
      for (const sigma of [0.1, 1, 5]) {
        const valid = riskBound({ n, d, sigma })
        expect(valid).toBeLessThanOrEqual(riskBound({ n, d, sigma, form: 'published' }))
      }
    }
  }
})

test('extremes give a number or Infinity, at once', () => {
  for (const sigma of [5e-324, 1e-3, 1, 1e3, 1e308]) {
    for (const d of [1, 784, 2 ** 31 - 1]) {
      for (const n of [1, Number.MAX_SAFE_INTEGER]) {
        for (const form of ['valid', 'published'] as const) {
          expect(riskBound({ n, d, sigma, form })).not.toBeNaN()
        }
      }
    }
  }
})

const good = { n: 10, d: 1, sigma: 1 }

test.each([
  ['options', 'TypeError', undefined],
  ['n', 'TypeError', { d: 1, sigma: 1 }],
  ['n', 'RangeError', { ...good, n: 0 }],
  ['n', 'RangeError', { ...good, n: 1.5 }],
  ['d', 'TypeError', { ...good, d: '1' }],
  ['d', 'RangeError', { ...good, d: -1 }],
  ['d', 'RangeError', { ...good, d: 2 ** 31 }],
  ['sigma', 'RangeError', { ...good, sigma: 0 }],
  ['sigma', 'RangeError', { ...good, sigma: Number.NaN }],
  ['form', 'RangeError', { ...good, form: 'explicit' }],
  ['epsilon', 'RangeError', { ...good, form: 'published', epsilon: 0 }],
  ['epsilon', 'TypeError', { ...good, epsilon: 0.005 }],
  ['m', 'TypeError', { ...good, m: 1 }],
])('refuses %s: %s for %j', (argument, name, options) => {
  expect(() => riskBound(options as RiskBoundOptions)).toThrow(expect.objectContaining({ argument, name }))
})
