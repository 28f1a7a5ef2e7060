import { estimateMI } from '../../lib/estimate/estimateMI'
import { estimateMIDifference, findDifference } from '../../lib/estimate/estimateMIDifference'
import { readOptions } from '../../lib/estimate/options'
import { readRequest } from '../../lib/estimate/request'
import type { MIOptions } from '../../lib/estimate/types'
import type { Samples } from '../../lib/samples/types'
import { cloud, fewestCovering, passesOf, scaled } from './rows'

const { samples, given } = passesOf(60, 8, 3, 0.3, 5)
const options = { sigma: 0.4, given, population: 'groups' } as const

test('near snapshots: the numerical error is a tenth of two apart, and the value is theirs', async () => {
  const later = scaled(samples, 1.01)
  const found = await estimateMIDifference(samples, later, options)
  const draws = { ...options, draws: found.settings.draws }
  const paired = await estimateMIDifference(samples, later, draws)
  const [a, b] = [await estimateMI(samples, draws), await estimateMI(later, draws)]
  expect(paired.numerical.standardError).toBeLessThan(
    0.1 * Math.hypot(a.numerical.standardError, b.numerical.standardError),
  )
  expect(paired.numerical.standardError).toBeGreaterThan(0)
  expect(paired.value).toBeCloseTo(b.value - a.value, 10)
  expect(paired.b - paired.a).toBeCloseTo(paired.value, 10)
  expect(found.numerical.standardError).toBeLessThanOrEqual(0.01)
})

test('of a layer with itself 0; scaling data and sigma by 2 changes no bit', async () => {
  const none = await estimateMIDifference(samples, samples, options)
  expect(none.value).toBeCloseTo(0, 12)
  expect(none.interval!.low).toBeLessThan(0)
  expect(none.interval!.high).toBeGreaterThan(0)
  const later = scaled(samples, 1.3)
  const one = await estimateMIDifference(samples, later, options)
  const twice = await estimateMIDifference(scaled(samples, 2), scaled(later, 2), { ...options, sigma: 0.8 })
  expect({ ...twice, settings: 0 }).toEqual({ ...one, settings: 0 })
})

test('plain JSON with the settings of both sides; the same for any number of threads', async () => {
  const narrow = { data: samples.data.filter((_, i) => i % 3 < 2), shape: [480, 2] } as const
  const found = await estimateMIDifference(samples, narrow, { ...options, threads: 1 })
  expect(JSON.parse(JSON.stringify(found))).toEqual(found)
  expect(found).toMatchObject({
    quantity: 'mutual-information-difference',
    unit: 'nats',
    settings: { n: 480, d: { a: 3, b: 2 }, centers: { a: 480, b: 480 }, sigma: 0.4, threads: 1 },
  })
  const again = await estimateMIDifference(samples, narrow, { ...options, threads: 2 })
  expect({ ...again, settings: 0 }).toEqual({ ...found, settings: 0 })
  // A part of the units says no more than all of them.
  expect(found.value).toBeLessThan(0)
})

test('of complete rows the interval is the numerical error; by quadrature both bounds together', async () => {
  const pair = [[-1], [1]]
  const found = await estimateMIDifference(pair, [[-2], [2]], { sigma: 1, population: 'complete' })
  // Pulse amplitudes over a Gaussian channel, as in exactValues.test.ts: .632720 at twice the spread, .336831.
  expect(found.value).toBeCloseTo(0.63272 - 0.336831, 5)
  expect(found.settings.method).toBe('quadrature')
  const { low, high } = found.interval!
  expect((high - low) / 2).toBeCloseTo(found.numerical.bound, 12)
})

/*
 * A linear layer with weight w behind a noisy one: T = w (x + s₁ Z₁) + s Z₂, x one of 24 inputs. Given x, T is Gaussian of
 * variance w² s₁² + s², so that I(X;T) = h(mixture of 24 Gaussians) − h(one): a trapezoid sum of step .002 over ±12 is
 * right to 1e-9. Both layers see the same passes.
 */
test("linear layers with two weights, 'groups': 95 % intervals hold the true difference", async () => {
  const [inputs, m, s1, sigma] = [24, 16, 0.4, 0.5]
  const [wa, wb] = [1, 1.15]
  const { given, places } = passesOf(inputs, m, 1, s1, 0)
  const information = (w: number) => {
    const variance = (w * s1) ** 2 + sigma ** 2
    const step = 0.002
    let entropy = 0
    for (let y = -12; y < 12; y += step) {
      const p =
        Array.from(places).reduce((sum, x) => sum + Math.exp(-((y - w * x) ** 2) / (2 * variance)), 0) /
        (inputs * Math.sqrt(2 * Math.PI * variance))
      if (p > 0) entropy -= p * Math.log(p) * step
    }
    return entropy - 0.5 * Math.log(2 * Math.PI * Math.E * variance)
  }
  const truth = information(wb) - information(wa)
  const replications = 40
  let covered = 0
  let width = 0
  let widthApart = 0
  for (let seed = 0; seed < replications; seed++) {
    const layer = passesOf(inputs, m, 1, s1, seed).samples
    const options = { sigma, given, population: 'groups', seed } as const
    const [a, b] = [scaled(layer, wa), scaled(layer, wb)]
    const { low, high } = (await estimateMIDifference(a, b, options)).interval!
    if (low <= truth && truth <= high) covered++
    width += high - low
    for (const side of seed < 4 ? [a, b] : []) {
      const { interval } = await estimateMI(side, options)
      widthApart += ((interval!.high - interval!.low) * replications) / 4
    }
  }
  expect(covered).toBeGreaterThanOrEqual(fewestCovering(replications))
  // The passes' sampling error, the larger part here, is shared.
  expect(width).toBeLessThan(0.6 * widthApart)
}, 120_000)

/*
 * The spread of an end over 40 replications is known to 1/√78 = 11 % (one standard deviation), so that five of these are
 * 1.55. Errors reported as twice what they are would be as wrong.
 */
test.each([
  ['sample', 300, 1],
  ['groups', 24 * 16, 24],
] as const)(
  "'%s': the ends spread as their standard errors say",
  async (population, n, inputs) => {
    const lows: number[] = []
    let reported = 0
    for (let seed = 0; seed < 40; seed++) {
      const { samples, given } = passesOf(inputs, n / inputs, 1, population === 'sample' ? 1 : 0.4, seed)
      const options = readOptions({ sigma: 0.5, population, seed })
      const givens = population === 'sample' ? [undefined] : [given]
      const layers = [samples, scaled(samples, 1.15)].map((rows) => readRequest(rows, givens, options))
      const { low } = (await findDifference(layers[0]!, layers[1]!, options)).native.interval!
      lows.push(low.value)
      reported += low.standardError ** 2 / 40
    }
    const mean = lows.reduce((sum, x) => sum + x, 0) / lows.length
    const spread = Math.sqrt(lows.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (lows.length - 1))
    expect(spread / Math.sqrt(reported)).toBeLessThan(1.55)
    expect(spread / Math.sqrt(reported)).toBeGreaterThan(0.45)
  },
  60_000,
)

describe('bad calls', () => {
  const rows = cloud(32, 2, 1)
  test.each<[string, Samples, Samples, object, object]>([
    ['rows that do not pair', rows, cloud(31, 2, 1), {}, { name: 'RangeError', argument: 'b' }],
    ['nothing', rows, undefined as never, {}, { name: 'TypeError', argument: 'b' }],
    ['NaN', rows, { data: new Float64Array(64).fill(Number.NaN), shape: [32, 2] }, {}, { argument: 'b' }],
    ['an unknown option', rows, rows, { given2: [] }, { name: 'TypeError', argument: 'given2' }],
    ['groups without given', rows, rows, { population: 'groups' }, { name: 'TypeError', argument: 'given' }],
    ['quadrature in 3', rows, cloud(32, 3, 1), { method: 'quadrature' }, { name: 'RangeError' }],
  ])('%s', async (_, a, b, more, error) => {
    await expect(estimateMIDifference(a, b, { sigma: 1, ...more } as MIOptions)).rejects.toMatchObject(error)
  })

  test('an abort rejects with its reason', async () => {
    const reason = new Error('changed my mind')
    const call = estimateMIDifference(rows, rows, { sigma: 1, signal: AbortSignal.abort(reason) })
    await expect(call).rejects.toBe(reason)
  })
})

test('no interval where a group has one row, and the warning says so', async () => {
  const rows = cloud(40, 3, 2)
  const given = Array.from({ length: 40 }, (_, i) => i)
  const found = await estimateMIDifference(rows, scaled(rows, 2), { sigma: 1, given, population: 'groups' })
  expect(found.interval).toBeNull()
  expect(found.trust.warnings.map(({ code }) => code)).toContain('interval-unavailable')
})
