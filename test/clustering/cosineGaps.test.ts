import { cosineSimilarities } from '../../lib/clustering'
import { cosineGaps, meanGapChange } from '../../lib/clustering/cosineGaps'
import { fillNormals } from '../../lib/random/random'

const n = 300
const d = 12
const CLASSES = 3
const labels = Int32Array.from({ length: n }, (_, i) => i % CLASSES)

/** Rows around one of three directions, by their class; `pull` is how strongly. */
function rows(pull: number, seed: number, count = n) {
  const data = fillNormals(new Float32Array(count * d), { seed, purpose: 'auditTasks' })
  for (let i = 0; i < count; i++) data[i * d + (i % CLASSES)]! += pull
  return { data, shape: [count, d] as const }
}

test('classes of one size: the means over all pairs', async () => {
  const samples = rows(2, 1)
  const { within, across, gaps } = cosineGaps(samples, labels, CLASSES)
  const pairs = await cosineSimilarities(samples, { labels })
  // Sums of some thousand terms of at most 1, in double precision.
  expect(Math.abs(within - pairs.within.mean!)).toBeLessThan(1e-12)
  expect(Math.abs(across - pairs.across.mean!)).toBeLessThan(1e-12)
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / n
  expect(Math.abs(mean - (within - across))).toBeLessThan(1e-12)
})

test('two directions at a right angle, a row of zeros, classes of several sizes', () => {
  const data = Float32Array.of(2, 0, 1, 0, 0, 3, 0, 1, 0, 0)
  const { within, across, gaps } = cosineGaps({ data, shape: [5, 2] }, Int32Array.of(0, 0, 1, 1, 1), 2)
  expect(Array.from(gaps)).toEqual([1, 1, 0.5, 0.5, 0])
  expect(within).toBeCloseTo(3 / 5, 12)
  expect(across).toBe(0)
})

test.each([
  ['a class of one row', Int32Array.of(0, 1, 1, 1, 1), 2],
  ['one class', new Int32Array(5), 1],
])('refuses %s', (_, labels, classes) => {
  const samples = { data: new Float32Array(10), shape: [5, 2] as const }
  expect(() => cosineGaps(samples, labels, classes)).toThrow(expect.objectContaining({ argument: 'labels' }))
})

test('the standard error of a change is that over draws of the rows', () => {
  const gapsOf = (pull: number, seed: number) => cosineGaps(rows(pull, seed), labels, CLASSES).gaps
  // Before and after: the same rows, further apart in the second.
  const draws = Array.from({ length: 400 }, (_, seed) => meanGapChange(gapsOf(0.5, seed), gapsOf(2, seed)))
  const mean = draws.reduce((sum, { value }) => sum + value, 0) / draws.length
  const spread = Math.sqrt(
    draws.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (draws.length - 1),
  )
  const said = draws.reduce((sum, { standardError }) => sum + standardError, 0) / draws.length
  // A deviation from 400 draws is known to 5/√800 = 18 % at five standard errors; Hájek's projection leaves out O(1/n).
  expect(said / spread).toBeGreaterThan(1 - 5 / Math.sqrt(800))
  expect(said / spread).toBeLessThan(1 + 5 / Math.sqrt(800))
})
