import { compression } from '../../lib/estimate/compression'
import { estimateMI } from '../../lib/estimate/estimateMI'
import type { LayerSnapshot, MIOptions } from '../../lib/estimate/types'
import { cloud, fewestCovering, passesOf, scaled } from './rows'

const sigma = 0.5
/** Gaussian rows of standard deviation `spread` carry ½ log(1 + spread²/σ²) nats. */
const information = (spread: number) => 0.5 * Math.log(1 + (spread / sigma) ** 2)

test('noise alone is no compression: the largest less the last is biased, and ours is not', async () => {
  const [n, epochs, replications] = [64, 5, 24]
  const naive: number[] = []
  const ours: number[] = []
  let covered = 0
  for (let seed = 0; seed < replications; seed++) {
    const snapshots = Array.from({ length: epochs }, (_, epoch) => ({
      epoch,
      samples: cloud(n, 1, seed, epoch),
    }))
    const values: number[] = []
    for (const { samples } of snapshots) values.push((await estimateMI(samples, { sigma, seed })).value)
    naive.push(Math.max(...values) - values.at(-1)!)
    const found = await compression(snapshots, { sigma, seed })
    ours.push(found.value)
    if (found.interval!.low <= 0) covered++
  }
  const mean = (of: number[]) => of.reduce((sum, x) => sum + x, 0) / of.length
  const error = (of: number[]) =>
    Math.sqrt(of.reduce((sum, x) => sum + (x - mean(of)) ** 2, 0) / (of.length - 1) / of.length)
  expect(mean(naive)).toBeGreaterThan(4 * error(naive))
  expect(Math.abs(mean(ours))).toBeLessThan(3 * error(ours))
  expect(covered).toBeGreaterThanOrEqual(fewestCovering(replications))
}, 240_000)

test('true compression is found, its epoch too, and the interval holds it', async () => {
  const spreads = [0.2, 0.6, 1, 2, 1.2, 0.8, 0.4]
  const truth = information(2) - information(0.4)
  for (let seed = 0; seed < 4; seed++) {
    const snapshots = spreads.map((spread, i) => ({
      epoch: 10 * i,
      samples: async () => scaled(cloud(300, 1, seed, i), spread),
    }))
    const { quantity, interval, peak, final, difference, value } = await compression(snapshots, {
      sigma,
      seed,
    })
    expect({ quantity, peak, final }).toEqual({ quantity: 'compression', peak: 30, final: 60 })
    expect(interval!.low).toBeGreaterThan(0.5)
    expect(interval!.low).toBeLessThan(truth)
    expect(interval!.high).toBeGreaterThan(truth)
    expect(value).toBe(difference!.value)
  }
}, 60_000)

test("passes choose and passes measure for 'groups'; a layer that only gains has compressed by 0", async () => {
  const passes = passesOf(40, 8, 2, 0.3, 1)
  const snapshots = [0.5, 1, 2].map((by, epoch) => ({ epoch, samples: scaled(passes.samples, by) }))
  const options = { sigma, given: passes.given, population: 'groups' } as const
  const found = await compression(snapshots, options)
  expect(found).toMatchObject({ value: 0, peak: 2, final: 2, difference: null })
  expect(found.interval!.low).toBe(0)
  expect(found.interval!.high).toBeLessThan(0.1)
  const back = await compression(
    snapshots.toReversed().map(({ samples }, epoch) => ({ epoch, samples })),
    options,
  )
  // Six of the eight passes measure.
  expect(back).toMatchObject({ peak: 0, final: 2, difference: { settings: { n: 240 } } })
  expect(back.interval!.low).toBeGreaterThan(0)
})

test('complete rows: the exact compression, within twice the bound', async () => {
  const snapshots = [1, 4, 2].map((by, epoch) => ({ epoch, samples: [[-by], [by]] }))
  const found = await compression(snapshots, { sigma: 2, population: 'complete' })
  // {−1, 1} at σ = .5 and 1: .632720 and .336831 nats.
  expect(found.value).toBeCloseTo(0.63272 - 0.336831, 5)
  expect(found.trust.ok).toBe(true)
})

test.each<[string, unknown, object, object]>([
  ['one snapshot', [{ epoch: 0, samples: [[1]] }], {}, { name: 'TypeError', argument: 'snapshots' }],
  ['no array', null, {}, { name: 'TypeError', argument: 'snapshots' }],
  [
    'epochs that fall',
    [
      { epoch: 1, samples: cloud(32, 1, 0) },
      { epoch: 0, samples: cloud(32, 1, 1) },
    ],
    {},
    { name: 'RangeError', argument: 'snapshots' },
  ],
  [
    'rows that do not pair',
    [
      { epoch: 0, samples: cloud(31, 1, 0) },
      { epoch: 1, samples: cloud(32, 1, 1) },
    ],
    {},
    { name: 'RangeError', argument: 'snapshots', code: 'ERR_INFOFLOW_SHAPE' },
  ],
  [
    'groups of one row',
    [
      { epoch: 0, samples: cloud(2, 1, 0) },
      { epoch: 1, samples: cloud(2, 1, 1) },
    ],
    { given: [0, 1], population: 'groups' },
    { name: 'RangeError', argument: 'given' },
  ],
])('%s is refused', async (_, snapshots, more, error) => {
  const call = compression(snapshots as LayerSnapshot[], { sigma: 1, ...more } as MIOptions)
  await expect(call).rejects.toMatchObject(error)
})
