import { join } from 'node:path'
import { runSzt } from '../../lib/experiments'
import { COMPRESSION_SETTINGS } from '../../lib/reproduce/claims/szt'
import { UNITS_CLAIMS, UNITS_VARIANTS } from '../../lib/reproduce/claims/units'
import type { Workshop } from '../../lib/reproduce/item'
import { comparisonOfVariants } from '../../lib/reproduce/szt/comparison'
import { tanhItem } from '../../lib/reproduce/tanh'
import { readRun } from '../../lib/runs/readRun'
import { withFolder } from '../experiments/runFolder'
import { expectSound } from '../report/soundFigure'

/** Trains what is asked for, but for one epoch with two passes, each once. */
function hastyWorkshop(folder: string) {
  const runs = new Map<string, ReturnType<typeof readRun>>()
  const values = new Map<string, Promise<unknown>>()
  const workshop: Workshop = {
    mode: 'quick',
    seeds: [3],
    signal: undefined,
    trained: async (name, { settings }) => {
      const train = async () => {
        const own = join(folder, name)
        await runSzt({ ...settings, epochs: 1, passes: 2, snapshots: 2, backend: 'wasm' }, { folder: own })
        return await readRun(own)
      }
      if (!runs.has(name)) runs.set(name, train())
      return await runs.get(name)!
    },
    async computed<T>(name: string, _: unknown, make: (onShare: (share: number) => void) => Promise<T>) {
      if (!values.has(name))
        values.set(
          name,
          make(() => {}),
        )
      return (await values.get(name)) as T
    },
  }
  return { workshop, names: () => [...runs.keys()] }
}

/** Compression is measured as hastily: a pass chooses the epoch, and two give an interval. */
let replaced: jest.ReplaceProperty<unknown>
beforeAll(() => {
  replaced = jest.replaceProperty(COMPRESSION_SETTINGS, 'quick', { passes: 3, snapshots: 2 })
})
afterAll(() => replaced.restore())

test('the networks of several items, from training to figures: what one item has trained another takes', async () => {
  await withFolder(async (folder) => {
    const { workshop, names } = hastyWorkshop(folder)
    const tanh = await tanhItem.reproduce(workshop)
    expect(names()).toEqual(['tanh-seed3'])
    const units = await comparisonOfVariants(workshop, UNITS_VARIANTS.slice(0, 1), UNITS_CLAIMS)
    expect(names()).toEqual(['tanh-seed3', 'linear-seed3'])
    for (const { verdict, measured, values } of [...tanh.claims, ...units.claims]) {
      expect(['supported', 'undecided']).toContain(verdict)
      expect(measured).not.toMatch(/NaN|undefined|null|Infinity/)
      expect(Object.keys(values).length).toBeGreaterThan(0)
    }
    for (const { figure, table } of [...tanh.figures, ...units.figures]) {
      await expectSound(figure)
      for (const row of table.rows) expect(row).toHaveLength(table.columns.length)
    }
    const byLayer = units.figures.find(({ figure }) => figure.name === 'compression')!.table
    expect(byLayer.rows).toHaveLength(2 * 5)
    for (const [, , layer, value, low, high] of byLayer.rows as number[][]) {
      // One epoch compresses nothing to speak of: the intervals hold 0.
      expect(low).toBe(0)
      expect(high).toBeGreaterThanOrEqual(value!)
      if (layer === 1) expect(high).toBeLessThan(0.01)
    }
  })
}, 240_000)
