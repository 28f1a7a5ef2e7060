import { type MonteCarloBoundOptions, monteCarloBound } from '../../lib/bounds/monteCarloBound'

const good = { n: 1000, d: 5, drawsPerCenter: 10 }

test('d/(nm), whatever σ is', () => {
  expect(monteCarloBound(good)).toBe(5e-4)
  expect(monteCarloBound({ ...good, sigma: 1e-3, form: 'valid' })).toBe(5e-4)
})

// 2d(2+σ²)/(σ² n m) = 10 · 2.01/.01 / 10 000.
test('the published form', () => {
  expect(monteCarloBound({ ...good, sigma: 0.1, form: 'published' })).toBeCloseTo(0.201, 13)
  expect(monteCarloBound({ ...good, sigma: 1e200, form: 'published' })).toBe(2 * monteCarloBound(good))
})

test.each([
  ['options', 'TypeError', 3],
  ['n', 'RangeError', { ...good, n: 0 }],
  ['d', 'TypeError', { ...good, d: undefined }],
  ['drawsPerCenter', 'RangeError', { ...good, drawsPerCenter: 0.5 }],
  ['sigma', 'TypeError', { ...good, form: 'published' }],
  ['sigma', 'RangeError', { ...good, sigma: -1 }],
  ['form', 'TypeError', { ...good, form: 1 }],
  ['draws', 'TypeError', { ...good, draws: 10 }],
])('refuses %s: %s for %j', (argument, name, options) => {
  const call = () => monteCarloBound(options as MonteCarloBoundOptions)
  expect(call).toThrow(expect.objectContaining({ argument, name }))
})
