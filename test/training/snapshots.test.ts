import { snapshotEpochs } from '../../lib/training/snapshots'

test.each([
  [2000, 30],
  [600, 25],
  [100_000, 60],
])('%d epochs: at least %d distinct ones in order, from 0 to the last, log-spaced', (epochs, count) => {
  const chosen = snapshotEpochs(epochs, count)
  expect(chosen.length).toBeGreaterThanOrEqual(count)
  expect(chosen.length).toBeLessThan(2 * count)
  expect(chosen.slice(0, 3)).toEqual([0, 1, 2])
  expect(chosen.at(-1)).toBe(epochs)
  expect(chosen).toEqual([...new Set(chosen)].sort((a, b) => a - b))
  const late = chosen.filter((epoch) => epoch >= 20)
  const ratios = late.slice(1).map((epoch, i) => epoch / late[i]!)
  expect(Math.max(...ratios) / Math.min(...ratios)).toBeLessThan(1.2)
})

test('fewer epochs than snapshots: every epoch', () => {
  expect(snapshotEpochs(3, 25)).toEqual([0, 1, 2, 3])
  expect(snapshotEpochs(0, 25)).toEqual([0])
})
