import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { selectRows } from '../../../lib/data/dataSet'
import { loadDigits } from '../../../lib/data/mnist/mnistDigits'
import { MNIST_NETWORKS, MNIST_SETTINGS } from '../../../lib/reproduce/claims/mnist'
import { digitNetwork } from '../../../lib/reproduce/mnist/digitNetwork'
import { mnistItem } from '../../../lib/reproduce/mnist/item'
import { reproduce } from '../../../lib/reproduce/reproduce'
import { loadBackend } from '../../../lib/training/backend'
import { infoflow } from '../../cli/infoflow'
import { withFolder } from '../../experiments/runFolder'
import { testWithSharedData } from '../../sharedData'

/** A few of the digits are enough for a test. */
jest.mock('../../../lib/data/mnist/mnistDigits', () => {
  const actual: typeof import('../../../lib/data/mnist/mnistDigits') = jest.requireActual(
    '../../../lib/data/mnist/mnistDigits',
  )
  const first = (count: number) => Array.from({ length: count }, (_, i) => i)
  return {
    ...actual,
    loadDigits: async (options: Parameters<typeof actual.loadDigits>[0]) => {
      const { train, test } = await actual.loadDigits(options)
      return { train: selectRows(train, first(1500)), test: selectRows(test, first(400)) }
    },
  }
})

const SMALL = {
  ...MNIST_SETTINGS.quick,
  filters: [4, 4],
  units: 16,
  epochs: 3,
  snapshots: 3,
  measured: 200,
  batchSize: 64,
} as const

testWithSharedData(
  'a few real digits: networks learn them, and the same seed gives the same bytes',
  async (from) => {
    const { tf } = await loadBackend({ backend: 'tensorflow' })
    const digits = await loadDigits({ from, seed: 1 })
    const shares: number[] = []
    const measure = async (disturbance: { sigma: number; dropout: number }) =>
      await digitNetwork(
        tf,
        digits,
        { ...SMALL, ...disturbance, learningRate: 0.01, seed: 1 },
        { signal: undefined, onShare: (share) => void shares.push(share) },
      )
    const noisy = await measure({ sigma: 0.1, dropout: 0 })
    expect(shares).toEqual([1 / 3, 2 / 3, 1])
    expect(noisy.digits).toEqual({ train: 1500, test: 400, measured: 200 })
    expect(noisy.snapshots.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3])
    const last = noisy.snapshots.at(-1)!
    // Chance is .1; two errors of its standard deviation on 400 digits are .03.
    expect(last.test.accuracy).toBeGreaterThan(0.7)
    expect(noisy.correct.replaceAll('0', '')).toHaveLength(400 * last.test.accuracy)
    expect(last.layers.map(({ width }) => width)).toEqual([12 * 12 * 4, 4 * 4 * 4, 16])
    for (const { binned } of last.layers) expect(binned.fine).toBeLessThanOrEqual(Math.log(200) + 1e-12)
    const { value, standardError } = last.layers[2]!.growth
    expect(value - 5 * standardError).toBeGreaterThan(0)
    for (const { label, gaussian, logN, pairwise } of noisy.bounds) {
      expect(logN).toBe(Math.log(200))
      expect(label).toBeGreaterThan(0)
      expect(label).toBeLessThan(Math.log(10))
      expect(gaussian).toBeGreaterThan(label)
      if (pairwise !== null) expect(pairwise.lower).toBeLessThanOrEqual(pairwise.upper)
    }
    expect(JSON.stringify(await measure({ sigma: 0.1, dropout: 0 }))).toBe(JSON.stringify(noisy))
    expect((await measure({ sigma: 0, dropout: 0.2 })).bounds).toEqual([])
  },
)

testWithSharedData(
  'an interrupt loses one network at most; the next call takes what is finished',
  async (data) => {
    const replaced = jest.replaceProperty(MNIST_SETTINGS, 'quick', {
      ...SMALL,
      epochs: 1,
      snapshots: 2,
      batchSize: 256,
    })
    try {
      await withFolder(async (folder) => {
        const controller = new AbortController()
        const begun: string[] = []
        const run = (signal?: AbortSignal) =>
          reproduce({
            items: [mnistItem],
            mode: 'quick',
            seed: 2,
            seeds: 1,
            folder,
            data,
            signal,
            onProgress: (name) => {
              if (!begun.includes(name)) begun.push(name)
              if (begun.length === 2) controller.abort()
            },
          })
        expect(await run(controller.signal)).toBeNull()
        expect(begun).toEqual(['mnist-sigma-0', 'mnist-sigma-0.05'])
        expect(readdirSync(join(folder, 'data')).join()).toMatch(/^mnist-sigma-0-[0-9a-f]{12}\.json$/)

        begun.splice(0)
        const result = await run()
        expect(begun).toHaveLength(MNIST_NETWORKS.length - 1)
        const { claims, figures, notRun, works } = result!.items[0]!
        expect([claims.length, figures.length, notRun, works.length]).toEqual([6, 5, null, 5])
        const json = readFileSync(join(folder, 'reproduce.json'), 'utf8')
        begun.splice(0)
        await run()
        expect([begun, readFileSync(join(folder, 'reproduce.json'), 'utf8')]).toEqual([[], json])
      })
    } finally {
      replaced.restore()
    }
  },
)

test('no digits in the folder: not run, with what to do; exit code 1', async () => {
  await withFolder(async (folder) => {
    mkdirSync(folder)
    const out = join(folder, 'out')
    const { stderr, exitCode } = await infoflow(
      'reproduce',
      'mnist',
      '--quick',
      '--data',
      folder,
      '--out',
      out,
    )
    expect(exitCode).toBe(1)
    expect(stderr).toContain('mnist: not run')
    expect(stderr).toMatch(/t10k-images-idx3-ubyte is missing.*infoflow data mnist/)
    const [item] = JSON.parse(readFileSync(join(out, 'reproduce.json'), 'utf8')).items
    expect(item).toMatchObject({ item: 'mnist', claims: [], figures: [] })
    expect(readFileSync(join(out, 'reproduce.html'), 'utf8')).toContain('Not run: MNIST: ')
  })
})
