import { readFileSync } from 'node:fs'
import path from 'node:path'
import { estimateEntropy } from '../../lib/estimate/estimateEntropy'
import { estimateMI } from '../../lib/estimate/estimateMI'
import { estimateMIGiven } from '../../lib/estimate/estimateMIGiven'
import { ceilingWarnings, tailWarnings } from '../../lib/estimate/trust'
import type { Estimate, MIOptions, WarningCode } from '../../lib/estimate/types'
import { fillNormals } from '../../lib/random/random'
import type { Samples } from '../../lib/samples/types'

const codes = (estimate: Estimate) => estimate.trust.warnings.map(({ code }) => code)
const cloud = (n: number, d: number) =>
  ({
    data: fillNormals(new Float64Array(n * d), { seed: 3, purpose: 'measuringNoise' }),
    shape: [n, d],
  }) as const
const rowsOf = (values: number[]) => ({ data: Float64Array.from(values), shape: [values.length, 1] }) as const
const groupsOf = (size: number, n: number) => Array.from({ length: n }, (_, i) => Math.floor(i / size))

test("'complete' has the numerical error alone, others the population's; ok where nothing warns", async () => {
  const complete = await estimateMI(cloud(50, 3), { sigma: 1, population: 'complete' })
  expect(complete.trust).toEqual({ ok: true, warnings: [] })
  const { standardError, bound, degreesOfFreedom } = complete.numerical
  const half = complete.interval!.high - complete.value
  // Student's 97.5 % point lies between the normal one and its expansion with 1/(2 ν) of it added twice over.
  expect(half).toBeGreaterThan(bound + 1.959964 * standardError)
  expect(half).toBeLessThan(bound + 1.959964 * standardError * (1 + 2.5 / degreesOfFreedom!))
  expect(complete.value - complete.interval!.low).toBeCloseTo(half, 12)
  expect(complete.interval!.confidence).toBe(0.95)

  const sample = await estimateMI(cloud(1000, 2), { sigma: 1 })
  expect(sample.trust).toEqual({ ok: true, warnings: [] })
  expect(sample.interval!.high - sample.interval!.low).toBeGreaterThan(
    2 * 1.96 * sample.numerical.standardError,
  )
})

/** For each code a call that it is for, and one much like it that it is not for. */
const cases: Record<
  Exclude<WarningCode, 'ceiling-violated' | 'heavy-tails'>,
  { fires: [Samples, MIOptions]; doesNot: [Samples, MIOptions] }
> = {
  'interval-unavailable': {
    fires: [cloud(40, 2), { sigma: 1, given: groupsOf(1, 40), population: 'groups' }],
    doesNot: [cloud(40, 2), { sigma: 1, given: groupsOf(2, 40), population: 'groups' }],
  },
  'interval-too-wide': {
    fires: [cloud(30, 2), { sigma: 0.3 }],
    doesNot: [cloud(2000, 2), { sigma: 0.3 }],
  },
  'saturated-at-log-n': {
    fires: [cloud(100, 5), { sigma: 0.01 }],
    doesNot: [cloud(100, 5), { sigma: 0.01, population: 'complete' }],
  },
  'groups-too-small': {
    fires: [cloud(400, 4), { sigma: 0.3, given: groupsOf(4, 400), population: 'groups' }],
    doesNot: [cloud(4000, 1), { sigma: 1, given: groupsOf(1000, 4000), population: 'groups' }],
  },
  'dimension-too-high': {
    fires: [cloud(1000, 12), { sigma: 0.2 }],
    doesNot: [cloud(1000, 1), { sigma: 0.2 }],
  },
  'tied-rows': {
    fires: [rowsOf(Array.from({ length: 400 }, (_, i) => i % 4)), { sigma: 1 }],
    doesNot: [rowsOf(Array.from({ length: 400 }, (_, i) => i / 100)), { sigma: 1 }],
  },
  'dead-units': {
    fires: [Array.from({ length: 300 }, (_, i) => [i / 100, 0]), { sigma: 1 }],
    doesNot: [Array.from({ length: 300 }, (_, i) => [i / 100, (i * 7) % 300]), { sigma: 1 }],
  },
  'sigma-far-below-spread': {
    fires: [cloud(100, 1), { sigma: 1e-6 }],
    doesNot: [cloud(100, 1), { sigma: 1e-2 }],
  },
  'sigma-far-above-spread': {
    fires: [cloud(100, 1), { sigma: 100 }],
    doesNot: [cloud(100, 1), { sigma: 1 }],
  },
  'float32-merged': {
    fires: [
      { data: Float32Array.of(1e6, 1e6 + 1), shape: [2, 1] },
      { sigma: 0.1, population: 'complete' },
    ],
    doesNot: [
      { data: Float64Array.of(1e6, 1e6 + 1), shape: [2, 1] },
      { sigma: 0.1, population: 'complete' },
    ],
  },
}

test.each(Object.entries(cases))(
  '%s fires where it should and only there',
  async (code, { fires, doesNot }) => {
    expect(codes(await estimateMI(...fires))).toContain(code)
    expect(codes(await estimateMI(...doesNot))).not.toContain(code)
  },
)

test('there is no interval exactly where the warning says so', async () => {
  for (const { fires, doesNot } of Object.values(cases)) {
    for (const call of [fires, doesNot]) {
      const estimate = await estimateMI(...call)
      expect(estimate.interval === null).toBe(codes(estimate).includes('interval-unavailable'))
    }
  }
})

test('the README has a row for each code, and no other', () => {
  const readme = readFileSync(path.resolve(__dirname, '../../README.md'), 'utf8')
  const table = readme.split('## How to read a number')[1]!.split('\n## ')[0]!
  const listed = Array.from(table.matchAll(/^\| `([\w-]+)`/gm), ([, code]) => code)
  expect(listed.sort()).toEqual([...Object.keys(cases), 'ceiling-violated', 'heavy-tails'].sort())
})

test('few rows have no interval, be they equal', async () => {
  expect((await estimateEntropy(rowsOf(new Array(15).fill(1)), { sigma: 1 })).interval).toBeNull()
  expect((await estimateEntropy(rowsOf(new Array(16).fill(1)), { sigma: 1 })).interval).not.toBeNull()
})

test('a standard error on few contributions is a guess, one on many or a negligible one is not', () => {
  const error = (standardError: number, degreesOfFreedom: number) => ({
    standardError,
    bound: 0,
    degreesOfFreedom,
  })
  expect(tailWarnings([error(0.1, 300), error(0.1, 3)])[0]).toMatchObject({ code: 'heavy-tails' })
  expect(tailWarnings([error(0.1, 300), error(1e-4, 3)])).toEqual([])
})

test('ceilings are reported, never used to clip', async () => {
  const { ceilings, value } = await estimateMI(cloud(100, 2), { sigma: 0.5 })
  expect(ceilings.logN).toBeCloseTo(Math.log(100), 12)
  expect(value).toBeLessThan(ceilings.gaussian)
  expect(ceilings).not.toHaveProperty('given')
})

test('a value beyond a ceiling by more than its error is a violation, one within is not', () => {
  const error = { standardError: 0.01, bound: 0, degreesOfFreedom: 100 }
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
  const x = groupsOf(10, 300)
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

test('labels that have been seen often are all there are: the interval stays below the log of their number', async () => {
  const samples = cloud(60, 6)
  const given = groupsOf(30, 60)
  const { interval } = await estimateMI(samples, { sigma: 0.1, given })
  expect(interval!.high).toBeCloseTo(Math.log(2), 12)
  const seldom = await estimateMI(samples, { sigma: 0.1, given: groupsOf(6, 60) })
  expect(seldom.interval!.high).toBeGreaterThan(Math.log(10))
})
