import { binnedEntropy } from '../../lib'
import { type Binning, binnedMI, binningSensitivity, evenEdges, quantizedMI } from '../../lib/estimators'
import { matrix, normals } from './draws'
import { fixture } from './fixture'

const { labels } = fixture
const tanh = fixture.y.map((row) => row.map(Math.tanh))

test('fixed width and 30 edges as NumPy counts them', () => {
  const width = binnedMI(fixture.y, { binWidth: 0.5 })
  expect(Math.abs(width.value - fixture.binWidth.entropy)).toBeLessThan(1e-12)
  const widthGiven = binnedMI(fixture.y, { binWidth: 0.5, given: labels })
  expect(Math.abs(widthGiven.value - fixture.binWidth.given)).toBeLessThan(1e-12)
  const edges = evenEdges(-1, 1, 30)
  expect(Math.abs(binnedMI(tanh, { edges }).value - fixture.edges.entropy)).toBeLessThan(1e-12)
  expect(Math.abs(binnedMI(tanh, { edges, given: labels }).value - fixture.edges.given)).toBeLessThan(1e-12)
})

test('H(Bin(T)) of the library is the same count', () => {
  const { value, occupied, n } = binnedEntropy(fixture.y, { binWidth: 0.5 })
  const estimate = binnedMI(fixture.y, { binWidth: 0.5 })
  expect(value).toBe(estimate.value)
  expect(occupied).toBe(estimate.entropy.occupied)
  expect(n).toBe(240)
})

// The published rule with text keys, floor of value / width, rows as symbols.
test('the fast table agrees with text keys, on both sides of 0 and beyond 32 bits', () => {
  for (const [scale, binWidth] of [
    [1, 0.3],
    [1e13, 0.7],
    [1e-3, 5],
  ] as const) {
    const samples = matrix(
      normals(2000, 3).map((x) => scale * x),
      3,
    )
    const counts = new Map<string, number>()
    for (let i = 0; i < 2000; i++) {
      const key = Array.from(samples.data.subarray(3 * i, 3 * i + 3), (x) => Math.floor(x / binWidth)).join()
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    const expected = -[...counts.values()].reduce((sum, c) => sum + (c / 2000) * Math.log(c / 2000), 0)
    const { value, entropy } = binnedMI(samples, { binWidth })
    expect(Math.abs(value - expected)).toBeLessThan(1e-12)
    expect(entropy.occupied).toBe(counts.size)
  }
})

test('equal bins over all units, and over each unit on its own', () => {
  const rows = [
    [0, 0],
    [1, 10],
    [2, 20],
    [4, 40],
  ]
  const together = binnedMI(rows, { bins: 4 })
  // Of [0, 40]: the first three rows differ in their second unit only.
  expect(together.entropy.occupied).toBe(4)
  const each = binnedMI(rows, { bins: 2, over: 'each-unit' })
  // 0, 1 | 2, 4 in units of the range.
  expect(each.entropy.occupied).toBe(2)
  expect(Math.abs(each.value - Math.log(2))).toBeLessThan(1e-15)
  expect(binnedMI([[3], [3]], { bins: 5 }).value).toBe(0)
})

test('Miller–Madow adds (symbols − 1)/2n to each entropy', () => {
  const rows = [[0], [0], [1], [2]]
  const { millerMadow, value, entropy } = binnedMI(rows, { binWidth: 1 })
  expect(entropy.occupied).toBe(3)
  expect(Math.abs(millerMadow - value - 2 / 8)).toBeLessThan(1e-15)
  // Groups {0, 0} and {1, 2}: one symbol, and two among two rows.
  const given = binnedMI(rows, { binWidth: 1, given: [0, 0, 1, 1] })
  expect(Math.abs(given.conditionalEntropy.value - 0.5 * Math.log(2))).toBeLessThan(1e-15)
  expect(
    Math.abs(given.conditionalEntropy.millerMadow - given.conditionalEntropy.value - 0.5 / 4),
  ).toBeLessThan(1e-15)
})

test('a quantized layer over all inputs is exact', () => {
  const rows = Array.from({ length: 8 }, (_, i) => [Math.floor(i / 2), i % 2 === 0 ? 0 : -0])
  const parity = rows.map((_, i) => Math.floor(i / 4))
  const estimate = quantizedMI(rows)
  expect(Math.abs(estimate.value - Math.log(4))).toBeLessThan(1e-15)
  expect(estimate.trust.ok).toBe(true)
  expect(estimate.interval!.low).toBeLessThan(Math.log(4))
  expect(Math.abs(quantizedMI(rows, { given: parity }).value - Math.log(2))).toBeLessThan(1e-15)
  expect(quantizedMI(rows, { population: 'sample' }).interval).toBeNull()
})

test('widths side by side, and what binning gets wrong is said', () => {
  const binWidths = [0.01, 1, 100]
  const estimates = binningSensitivity(fixture.y, { binWidths, given: labels })
  expect(estimates.map(({ settings }) => settings.binning)).toEqual(
    binWidths.map((binWidth) => ({ rule: 'bin-width', binWidth })),
  )
  const codes = estimates.map(({ trust }) => trust.warnings.map(({ code }) => code))
  for (const list of codes) expect(list).toContain('not-mutual-information')
  expect(codes[0]).toContain('saturated-at-log-n')
  expect(codes[2]).not.toContain('saturated-at-log-n')
})

test.each([
  [{}, 'binWidth', 'TypeError'],
  [{ binWidth: 1, bins: 3 }, 'binWidth', 'TypeError'],
  [{ binWidth: 0 }, 'binWidth', 'RangeError'],
  [{ binWidth: Number.NaN }, 'binWidth', 'RangeError'],
  [{ edges: [] }, 'edges', 'TypeError'],
  [{ edges: [1, 1] }, 'edges', 'RangeError'],
  [{ edges: [0, Number.POSITIVE_INFINITY] }, 'edges', 'RangeError'],
  [{ bins: 0 }, 'bins', 'RangeError'],
  [{ bins: 3, over: 'layer' }, 'over', 'RangeError'],
  [{ edges: [0], over: 'each-unit' }, 'over', 'TypeError'],
  [{ width: 1 }, 'width', 'TypeError'],
])('refuses %j', (options, argument, name) => {
  expect(() => binnedMI([[0], [1]], options as Binning)).toThrow(expect.objectContaining({ argument, name }))
})
