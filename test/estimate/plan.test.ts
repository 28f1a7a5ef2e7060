import { estimateMI } from '../../lib/estimate/estimateMI'
import { narrowing } from '../../lib/estimate/narrowing'
import { planEstimate } from '../../lib/estimate/planEstimate'
import type { MIEstimate, PlanOptions } from '../../lib/estimate/types'
import { cloud, passesOf } from './rows'

const widthOf = ({ interval }: MIEstimate) => interval!.high - interval!.low

test.each([
  ['the gap decides, d = 2', 500, 2, { sigma: 0.3 }, 0.14],
  ['the gap decides, d = 4', 500, 4, { sigma: 0.5 }, 0.16],
  ['sampling errors decide, d = 1', 300, 1, { sigma: 0.3 }, 0.1],
])('%s: as many rows as planned make the interval as narrow as wanted', async (_, n, d, options, wanted) => {
  const plan = await planEstimate(cloud(n, d, 3), { ...options, wanted })
  expect(plan).toMatchObject({ achievable: true })
  expect(plan.samples!).toBeGreaterThan(1.5 * n)
  const there = await estimateMI(cloud(plan.samples!, d, 4), options)
  expect(widthOf(there) / wanted).toBeGreaterThan(0.7)
  expect(widthOf(there) / wanted).toBeLessThan(1.3)
  expect(plan.draws!).toBeGreaterThan(0)
  expect(plan.seconds!).toBeGreaterThan(0)
})

test("rows of each group for 'groups'", async () => {
  const options = { sigma: 0.4, population: 'groups' } as const
  const { samples, given } = passesOf(80, 16, 3, 0.3, 5)
  const plan = await planEstimate(samples, { ...options, given, wanted: 0.12 })
  expect(plan.slope!.value).toBeLessThan(-0.5)
  expect(plan.slope!.value + 2 * plan.slope!.standardError).toBeLessThan(0)
  const more = passesOf(80, plan.samples!, 3, 0.3, 6)
  const there = await estimateMI(more.samples, { ...options, given: more.given })
  expect(widthOf(there) / 0.12).toBeGreaterThan(0.7)
  expect(widthOf(there) / 0.12).toBeLessThan(1.3)
})

test('what cannot be planned says why', async () => {
  const nothing = { samples: null, draws: null, seconds: null, achievable: false }
  const reason = (of: string) => ({ ...nothing, reason: expect.stringContaining(of) })
  const plan = (n: number, d: number, options: PlanOptions) => planEstimate(cloud(n, d, 3), options)
  expect(await plan(12, 2, { sigma: 1, wanted: 0.1 })).toMatchObject(reason('12 rows'))
  expect(await plan(30, 4, { sigma: 0.3, wanted: 0.1 })).toMatchObject(reason('too few rows for a pilot'))
  expect(await plan(400, 1, { sigma: 0.5, wanted: 0.01 })).toMatchObject(reason('ask for a tolerance of'))
  expect(await plan(400, 12, { sigma: 0.05, wanted: 0.5 })).toMatchObject(nothing)
})

test.each([
  [
    { sigma: 1, wanted: 0 },
    { name: 'RangeError', argument: 'wanted' },
  ],
  [{ sigma: 1 }, { name: 'TypeError', argument: 'wanted' }],
  [
    { sigma: 1, wanted: 1, population: 'complete' },
    { name: 'RangeError', argument: 'population' },
  ],
  [
    { sigma: 1, wanted: 1, want: 1 },
    { name: 'TypeError', argument: 'want' },
  ],
])('%j is refused', async (options, error) => {
  await expect(planEstimate(cloud(40, 1, 0), options as PlanOptions)).rejects.toMatchObject(error)
})

describe('rows that a wide interval needs', () => {
  const needs = ({ trust }: MIEstimate) => trust.warnings.map(({ code, needed }) => [code, needed?.samples])

  test('are those that make it narrow enough', async () => {
    const options = { sigma: 0.3 }
    const wide = await estimateMI(cloud(100, 4, 3), options)
    const [[code, samples]] = needs(wide) as [[string, number]]
    expect(code).toBe('interval-too-wide')
    expect(samples).toBeGreaterThan(100)
    expect(wide.trust.warnings[0]!.message).toContain(`about ${samples} in all`)
    const there = await estimateMI(cloud(samples, 4, 4), options)
    // The limit is 1 nat here.
    expect(widthOf(wide)).toBeGreaterThan(1.3)
    expect(widthOf(there)).toBeGreaterThan(0.7)
    expect(widthOf(there)).toBeLessThan(1.3)
  })

  test('are absent where a part of the rows is too small to tell, and of complete rows', async () => {
    const few = await estimateMI(cloud(30, 2, 3), { sigma: 0.3 })
    expect(needs(few)[0]).toEqual(['interval-too-wide', undefined])
    const complete = await estimateMI(cloud(30, 3, 3), { sigma: 0.3, population: 'complete', tolerance: 0.5 })
    for (const [, samples] of needs(complete)) expect(samples).toBeUndefined()
  })
})

test('a slope is that of the gaps where it can be told from 0, else nothing narrows but the errors', () => {
  const value = (value: number, standardError: number) => ({
    value,
    standardError,
    bound: 0,
    degreesOfFreedom: 1e9,
    skewness: 0,
  })
  const at = (samples: number, gap: number, error: number) => ({
    samples,
    interval: { low: value(0, 0), high: value(gap, 0), gap: value(gap, error) },
  })
  const options = { confidence: 0.95, tolerance: 0.01 }
  const fall = narrowing([at(100, 0.8, 0.008), at(200, 0.4, 0.004), at(400, 0.2, 0.002)], options)
  expect(fall.slope!.value).toBeCloseTo(-1, 12)
  expect(fall.slope!.standardError).toBeCloseTo(0.01 / Math.log(2) / Math.SQRT2, 12)
  expect(fall.samplesFor(0.02)).toBe(4000)
  expect(fall.samplesFor(1)).toBe(400)
  expect(fall.samplesFor(1e-8)).toBeNull()
  // Two errors of 30 % leave a fall of 20 % untold.
  const flat = narrowing([at(100, 0.8, 0.2), at(400, 0.64, 0.16)], options)
  expect(flat.slope).toBeNull()
  expect(flat.samplesFor(0.6)).toBeNull()
  expect(narrowing([at(400, 0.001, 0.1)], options).slope).toBeNull()
})
