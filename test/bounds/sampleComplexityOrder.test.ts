import { sampleComplexityOrder } from '../../lib/bounds/sampleComplexityOrder'

test('2^d / (η d)', () => {
  expect(sampleComplexityOrder({ d: 4, risk: 0.5 })).toBe(8)
  expect(sampleComplexityOrder({ d: 10, risk: 0.1 })).toBeCloseTo(1024, 12)
  expect(sampleComplexityOrder({ d: 2000, risk: 1 })).toBe(Number.POSITIVE_INFINITY)
})

test.each([
  ['options', 'TypeError', null],
  ['d', 'RangeError', { d: 0, risk: 0.1 }],
  ['risk', 'RangeError', { d: 1, risk: 0 }],
  ['risk', 'TypeError', { d: 1 }],
  ['eta', 'TypeError', { d: 1, eta: 0.1 }],
])('refuses %s: %s for %j', (argument, name, options) => {
  const call = () => sampleComplexityOrder(options as { d: number; risk: number })
  expect(call).toThrow(expect.objectContaining({ argument, name }))
})
