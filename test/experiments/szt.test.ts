import { twelveBitData } from '../../lib/data/twelveBit'
import { runSzt } from '../../lib/experiments'
import { networkAt } from '../../lib/experiments/networkAt'
import { firstPass } from '../../lib/network/firstPass'
import { propagate } from '../../lib/network/propagate'
import { readRun as readRunFiles } from '../../lib/runs/readRun'
import { loadBackend } from '../../lib/training/backend'
import { readRun, withFolder } from './runFolder'

const H_Y = 0.6925629

const shortRun = { epochs: 2, passes: 16, snapshots: 2 }

describe('a short run on tfjs-node', () => {
  let run: ReturnType<typeof readRun>
  let contents: Awaited<ReturnType<typeof readRunFiles>>
  beforeAll(async () => {
    run = await withFolder(async (folder) => {
      const { status, last } = await runSzt(shortRun, { folder })
      expect(status).toBe('finished')
      expect(last!.estimates).toHaveLength(15)
      contents = await readRunFiles(folder)
      return readRun(folder)
    })
  })

  test('run.json records the backend that trained: tensorflow', () => {
    expect(run.record.backend).toBe('tensorflow')
    expect(run.record.settings.backend).toBe('tensorflow')
    expect(run.record.versions['tfjs-node']).toBe('4.22.0')
    expect(run.record.status).toBe('finished')
    expect(run.record.seconds.training).toBeGreaterThan(0)
    expect(run.record.seconds.measuring).toBeGreaterThan(0)
  })

  test('every snapshot has loss, three quantities of five layers and the scatter of the 3-unit layer', () => {
    expect(run.history.map(({ epoch }) => epoch)).toEqual([0, 1, 2])
    expect(run.estimates).toHaveLength(3 * 15)
    expect(run.scatter.map(({ epoch, layer, points }) => [epoch, layer, points.length])).toEqual(
      [0, 1, 2].map((epoch) => [epoch, 5, 4096 * 3]),
    )
    expect(run.history[2]!.train.loss).toBeLessThan(run.history[0]!.train.loss)
    expect(run.history[2]!.test!.loss).toBeLessThan(run.history[0]!.test!.loss)
  })

  test('the network of each snapshot is kept: propagated again it puts the inputs where the scatter has them', async () => {
    const { tf } = await loadBackend()
    const { inputs } = twelveBitData()
    for (const { epoch, layer, points } of run.scatter) {
      const network = networkAt(contents, epoch)
      const [centers] = await propagate(tf, network, inputs, { passes: 16, layers: [layer] })
      const found = Array.from(firstPass(centers!).data, (value) => Math.round(value * 1e4) / 1e4 + 0)
      expect(found).toEqual(points)
    }
    expect(() => networkAt(contents, 7)).toThrow(expect.objectContaining({ argument: 'epoch' }))
  })

  test('layer 1: the conditional entropy is the closed form, the rows are all there is', () => {
    for (const epoch of [0, 1, 2]) {
      const { conditionalEntropy, settings, interval } = run.information(epoch, 1, 'I(X;T)')
      const closed = 5 * Math.log(2 * Math.PI * Math.E * 0.005 ** 2)
      expect(Math.abs(conditionalEntropy.value - closed)).toBeLessThan(1e-9)
      expect(conditionalEntropy.numerical.standardError).toBe(0)
      expect(settings.n).toBe(4096)
      expect(settings.population).toBe('complete')
      expect(interval).not.toBeNull()
    }
  })

  test('the data-processing inequality holds within error bars of at most .1 nats', () => {
    for (const epoch of [0, 1, 2]) {
      const layers = [1, 2, 3, 4, 5].map((layer) => run.information(epoch, layer, 'I(X;T)'))
      for (const [i, deeper] of layers.entries()) {
        expect(deeper.numerical.standardError).toBeLessThanOrEqual(0.02)
        if (i === 0) continue
        const before = layers[i - 1]!
        const bar = 5 * Math.hypot(deeper.numerical.standardError, before.numerical.standardError)
        expect(bar).toBeLessThanOrEqual(0.1)
        expect(deeper.value).toBeLessThan(
          before.value + bar + before.numerical.bound + deeper.numerical.bound + 1e-9,
        )
      }
    }
  })

  test('I(Y;T) is at most H(Y), and at most I(X;T)', () => {
    for (const { epoch, layer, quantity, estimate } of run.estimates) {
      if (quantity !== 'I(Y;T)' || estimate.quantity !== 'mutual-information') continue
      const allowed = 5 * estimate.numerical.standardError + estimate.numerical.bound
      expect(estimate.value).toBeLessThan(H_Y + allowed + 1e-7)
      expect(estimate.value).toBeLessThan(run.information(epoch, layer, 'I(X;T)').value + 0.1)
      expect(Math.abs(estimate.ceilings.given! - H_Y)).toBeLessThan(1e-7)
    }
  })

  test('every layer of every snapshot has measures of its clusters, within their limits', () => {
    expect(run.clusters.map(({ epoch, layer }) => [epoch, layer])).toEqual(
      [0, 1, 2].flatMap((epoch) => [1, 2, 3, 4, 5].map((layer) => [epoch, layer])),
    )
    for (const { clusters } of run.clusters) {
      const { atNoiseScale, silhouette, withinDistance, acrossDistance, kMeans } = clusters
      expect(atNoiseScale).toBeGreaterThanOrEqual(1)
      expect(atNoiseScale).toBeLessThanOrEqual(4096)
      expect(Math.abs(silhouette)).toBeLessThanOrEqual(1)
      expect(Math.min(withinDistance, acrossDistance)).toBeGreaterThan(0)
      expect(kMeans.k).toBe(2)
      expect(kMeans.explained).toBeGreaterThan(0)
      expect(kMeans.explained).toBeLessThan(1)
      expect(kMeans.adjustedMutualInformation).toBeLessThanOrEqual(1)
    }
  })

  test('what changed I(X;T) since its largest value is said of each layer where that is not the last', () => {
    expect(run.attribution.length).toBeGreaterThan(0)
    for (const { layer, width, from, to, before, after, change, events, same } of run.attribution) {
      expect(width).toBe([10, 7, 5, 4, 3][layer - 1])
      expect([0, 1]).toContain(from)
      expect(to).toBe(2)
      // Both are plug-in values of the same passes, by other draws: the run's have a standard error of at most .01.
      for (const [epoch, found] of [
        [from, before],
        [to, after],
      ] as const) {
        const { value, numerical } = run.information(epoch, layer, 'I(X;T)')
        const error = 5 * Math.hypot(0.01, found.standardError) + numerical.bound
        expect(Math.abs(found.value - value)).toBeLessThan(error)
      }
      const parts = [...events, same].reduce((sum, { change }) => sum + change.value, 0)
      expect(parts).toBeCloseTo(change.value, 9)
      const inputs = events.flatMap((event) => event.inputs)
      expect(new Set(inputs).size + same.inputs).toBe(4096)
      expect(inputs).toHaveLength(new Set(inputs).size)
    }
  })

  test('the same seed gives the same bytes', async () => {
    const again = await withFolder(async (folder) => {
      await runSzt(shortRun, { folder })
      return readRun(folder)
    })
    expect(again.estimatesText).toBe(run.estimatesText)
    expect(again.history).toEqual(run.history)
    expect(again.scatter).toEqual(run.scatter)
    expect(again.clusters).toEqual(run.clusters)
    expect(again.attribution).toEqual(run.attribution)
  })
})

test('an abort ends the run as interrupted, with what was measured', async () => {
  await withFolder(async (folder) => {
    const controller = new AbortController()
    const result = await runSzt(
      { epochs: 1000, passes: 2, backend: 'wasm' },
      { folder, signal: controller.signal, onSnapshot: () => controller.abort() },
    )
    expect(result.status).toBe('interrupted')
    expect(result.last!.history.epoch).toBe(0)
    const { record, estimates, history } = readRun(folder)
    expect(record.status).toBe('interrupted')
    expect(record.endedAt).not.toBeNull()
    expect(record.backend).toBe('wasm')
    expect(estimates).toHaveLength(15)
    expect(history).toHaveLength(1)
  })
})

test('a failure ends the run as failed and goes on to the caller', async () => {
  await withFolder(async (folder) => {
    const onSnapshot = () => {
      throw new Error('the caller broke')
    }
    await expect(runSzt({ epochs: 1, passes: 2, backend: 'cpu' }, { folder, onSnapshot })).rejects.toThrow(
      'broke',
    )
    expect(readRun(folder).record.status).toBe('failed')
  })
})

test('refuses impossible settings before it makes a folder', async () => {
  await withFolder(async (folder) => {
    for (const settings of [
      { sigma: 0 },
      { seed: -1 },
      { epochs: 0 },
      { passes: 0 },
      { orthonormal: 2 },
      { snapshots: 1 },
    ]) {
      await expect(runSzt({ ...shortRun, ...settings }, { folder })).rejects.toMatchObject({
        argument: Object.keys(settings)[0],
      })
      expect(() => readRun(folder)).toThrow('ENOENT')
    }
  })
})
