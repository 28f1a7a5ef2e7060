import { selectRows, splitRows } from '../../../lib/data/dataSet'
import { twelveBitData } from '../../../lib/data/twelveBit'
import { doubleOutputs } from '../../../lib/network/doubleOutputs'
import { createNetwork } from '../../../lib/network/noisyNetwork'
import { DETERMINISTIC_SETTINGS } from '../../../lib/reproduce/claims/deterministic'
import { deterministicItem } from '../../../lib/reproduce/deterministic'
import { type DeterministicCourse, deterministicCourse } from '../../../lib/reproduce/deterministic/course'
import { loadBackend } from '../../../lib/training/backend'
import { train } from '../../../lib/training/train'
import { expectSound } from '../../report/soundFigure'

const settings = { ...DETERMINISTIC_SETTINGS.quick, epochs: 2, snapshots: 3, seed: 5 }

async function shortCourse(): Promise<DeterministicCourse> {
  const { tf } = await loadBackend()
  return await deterministicCourse(tf, settings, undefined, () => {})
}

test('its measures are those of the same network, counted pair by pair', async () => {
  const { layers, losses } = await shortCourse()
  expect(losses.map(({ epoch }) => epoch)).toEqual([0, 1, 2])
  expect(losses[2]!.train).toBeLessThan(losses[0]!.train)
  const { tf } = await loadBackend()
  const data = twelveBitData()
  const network = createNetwork({ widths: settings.widths, sigma: 0, seed: 5 })
  const split = splitRows(4096, settings.trainingFraction, 5)
  await train(tf, network, selectRows(data, split.train), { epochs: 2, seed: 5 })
  const rows = doubleOutputs(network, data.inputs)[4]!
  const bins = Array.from({ length: 4096 }, (_, i) => rows.slice(3 * i, 3 * i + 3))
  let close = 0
  for (const a of bins) {
    for (const b of bins) {
      if (Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!, a[2]! - b[2]!) <= settings.binWidth) close++
    }
  }
  const counts = new Map<string, number>()
  for (const row of bins) {
    const bin = Array.from(row, (x) => Math.floor(x / settings.binWidth)).join()
    counts.set(bin, (counts.get(bin) ?? 0) + 1)
  }
  const binned = -[...counts.values()].reduce((sum, k) => sum + (k / 4096) * Math.log(k / 4096), 0)
  const moment = layers[4]!.moments[2]!
  expect(moment.clusters).toBeCloseTo(4096 ** 2 / close, 9)
  expect(moment.binned).toBeCloseTo(binned, 9)
  expect(moment.distinct64).toBe(new Set(bins.map(String)).size)
  expect(moment.distinct32).toBe(new Set(bins.map((row) => String(Float32Array.from(row)))).size)
})

test('the item judges every seed and draws sound figures', async () => {
  const course = await shortCourse()
  const { claims, figures } = await deterministicItem.reproduce({
    mode: 'quick',
    seeds: [0, 1],
    signal: undefined,
    trained: () => Promise.reject(new Error('it trains by itself')),
    computed: async <T>() => course as T,
  })
  expect(claims.map(({ verdict }) => verdict)).toEqual(['supported', 'undecided', 'undecided'])
  for (const { figure, table } of figures) {
    await expectSound(figure)
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length)
  }
})
