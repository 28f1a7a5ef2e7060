import { meanWithError } from '../../lib/estimate/meanWithError'

describe('meanWithError', () => {
  it('is that of scipy.stats.sem, whatever holds the values', () => {
    const values = [2.5, -1, 0.25, 7]
    // numpy.mean and scipy.stats.sem of the same four.
    for (const given of [values, Float64Array.from(values)]) {
      expect(meanWithError(given).value).toBeCloseTo(2.1875, 14)
      expect(meanWithError(given).standardError).toBeCloseTo(1.7600159800410904, 14)
    }
  })

  it('of equal values has no error, and of two half their distance', () => {
    expect(meanWithError([3, 3, 3])).toEqual({ value: 3, standardError: 0 })
    expect(meanWithError([1, 2])).toEqual({ value: 1.5, standardError: 0.5 })
  })
})
