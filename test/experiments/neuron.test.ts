import { runNeuron } from '../../lib/experiments'
import { readRun, withFolder } from './runFolder'

test('I(X;T) rises to ln 4, then falls to 1.0397 and to .5623 as symbols merge', async () => {
  await withFolder(async (folder) => {
    const result = await runNeuron({}, { folder })
    expect(result.status).toBe('finished')
    const { record, estimates, history, information, scatter } = readRun(folder)
    expect(record.backend).toBe('none')
    const epochs = history.map(({ epoch }) => epoch)
    expect(epochs.length).toBeGreaterThanOrEqual(60)
    expect([epochs[0], epochs.at(-1)]).toEqual([0, 100_000])
    expect(estimates).toHaveLength(3 * epochs.length)
    expect(scatter.map(({ points }) => points.length)).toEqual(epochs.map(() => 4))

    const ix = epochs.map((epoch) => information(epoch, 1, 'I(X;T)').value)
    const top = Math.max(...ix)
    const peak = ix.indexOf(top)
    // At w = b = 0 the four symbols are one.
    expect(Math.abs(ix[0]!)).toBeLessThan(1e-6)
    expect(top).toBeLessThan(Math.log(4) + 1e-6)
    expect(top).toBeGreaterThan(Math.log(4) - 0.005)
    // A level is where three snapshots in a row, at least 1.2 times as many epochs apart in all, are within .015 of it.
    const staysAt = (level: number) =>
      ix.some((_, i) => i > peak && [0, 1, 2].every((k) => Math.abs((ix[i + k] ?? 0) - level) < 0.015))
    expect(staysAt(1.039721)).toBe(true)
    expect(staysAt(0.562335)).toBe(true)
    for (const [i, value] of ix.entries()) if (i > peak) expect(value).toBeLessThan(ix[i - 1]! + 0.01)

    const iy = epochs.map((epoch) => information(epoch, 1, 'I(Y;T)').value)
    expect(Math.max(...iy)).toBeLessThan(0.562336)
    expect(iy.at(-1)).toBeGreaterThan(0.5623)
    expect(history.at(-1)!.train.accuracy).toBe(1)
    expect(history.at(-1)!.train.loss).toBeLessThan(history[0]!.train.loss)
    expect(history[0]!.test).toBeNull()
  })
})
