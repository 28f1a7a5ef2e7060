import { estimateEntropy } from '../../lib/estimate/estimateEntropy'
import { estimateMI } from '../../lib/estimate/estimateMI'
import { estimateMIGiven } from '../../lib/estimate/estimateMIGiven'
import { ceilingWarnings } from '../../lib/estimate/trust'
import type { Estimate } from '../../lib/estimate/types'
import { fillNormals } from '../../lib/random/random'

const codes = (estimate: Estimate) => estimate.trust.warnings.map(({ code }) => code)
const cloud = (n: number, d: number) =>
  ({
    data: fillNormals(new Float64Array(n * d), { seed: 3, purpose: 'measuringNoise' }),
    shape: [n, d],
  }) as const

test("'complete' has an interval, the numerical error alone; others say that they have none", async () => {
  const complete = await estimateMI(cloud(50, 3), { sigma: 1, population: 'complete' })
  expect(complete.trust).toEqual({ ok: true, warnings: [] })
  const { standardError, bound } = complete.numerical
  // 1.959964 is the 97.5 % point of the normal distribution.
  expect(complete.interval!.high - complete.value).toBeCloseTo(bound + 1.959964 * standardError, 8)
  expect(complete.value - complete.interval!.low).toBeCloseTo(bound + 1.959964 * standardError, 8)
  expect(complete.interval!.confidence).toBe(0.95)

  const sample = await estimateMI(cloud(50, 3), { sigma: 1 })
  expect(sample.interval).toBeNull()
  expect(codes(sample)).toContain('interval-unavailable')
  expect(sample.trust.ok).toBe(false)
})

test('saturation warns for samples whose noise balls hardly overlap, and not otherwise', async () => {
  const separated = await estimateMI(cloud(100, 5), { sigma: 0.01 })
  expect(codes(separated)).toContain('saturated-at-log-n')
  expect(codes(separated.entropy)).toContain('saturated-at-log-n')
  expect(codes(await estimateMI(cloud(100, 5), { sigma: 0.01, population: 'complete' }))).toEqual([])
  expect(codes(await estimateMI(cloud(1000, 1), { sigma: 1 }))).not.toContain('saturated-at-log-n')
})

test('small or saturated groups warn, and large overlapping ones do not', async () => {
  const given = (size: number) => Array.from({ length: 400 }, (_, i) => Math.floor(i / size))
  const of = async (size: number, sigma: number) =>
    codes(await estimateMI(cloud(400, 2), { sigma, given: given(size), population: 'groups' }))
  expect(await of(4, 1)).toContain('groups-too-small')
  expect(await of(40, 0.001)).toContain('groups-too-small')
  expect(await of(40, 1)).not.toContain('groups-too-small')
})

test('ceilings are reported, never used to clip', async () => {
  const { ceilings, value } = await estimateMI(cloud(100, 2), { sigma: 0.5 })
  expect(ceilings.logN).toBeCloseTo(Math.log(100), 12)
  expect(value).toBeLessThan(ceilings.gaussian)
  expect(ceilings).not.toHaveProperty('given')
})

test('a value beyond a ceiling by more than its error is a violation, one within is not', () => {
  const error = { standardError: 0.01, bound: 0 }
  const violations = (value: number) => ceilingWarnings(value, error, { logN: 1, gaussian: 2 })
  expect(violations(1.03)).toEqual([])
  expect(violations(1.05)[0]).toMatchObject({
    code: 'ceiling-violated',
    message: expect.stringContaining('logN'),
  })
  expect(violations(-0.03)).toEqual([])
  expect(violations(-0.05)).toHaveLength(1)
})

test('two conditions in one call are the two calls, on the same points', async () => {
  const samples = cloud(300, 2)
  const x = Array.from({ length: 300 }, (_, i) => Math.floor(i / 10))
  const y = Array.from({ length: 300 }, (_, i) => (i < 100 ? 0 : 1))
  const both = await estimateMIGiven(samples, { x, y }, { sigma: 0.5, method: 'quadrature' })
  const one = await estimateMI(samples, { sigma: 0.5, given: y, method: 'quadrature' })
  expect(both.y.value).toBeCloseTo(one.value, 12)
  expect(both.x.entropy.value).toBe(both.y.entropy.value)
  // Y is a function of X here, so it can't say more.
  expect(both.y.value).toBeLessThan(both.x.value)
})

test('an entropy is plain JSON with its settings', async () => {
  const estimate = await estimateEntropy(cloud(20, 2), { sigma: 0.5, seed: 5, threads: 1 })
  expect(JSON.parse(JSON.stringify(estimate))).toEqual(estimate)
  expect(estimate).toMatchObject({
    quantity: 'entropy',
    unit: 'nats',
    settings: {
      sigma: 0.5,
      n: 20,
      d: 2,
      centers: 20,
      seed: 5,
      threads: 1,
      method: 'quadrature',
      population: 'sample',
    },
  })
})
