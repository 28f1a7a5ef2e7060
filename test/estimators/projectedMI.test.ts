import { projectedMI } from '../../lib/estimators'
import { matrix, normals } from './draws'

const D = 512

/** Pulse amplitudes along one direction of a wide layer: the projection on it loses nothing. */
test('a wide layer that varies along one direction: all of its information', async () => {
  const direction = normals(1, D)
  const length = Math.sqrt(direction.reduce((sum, value) => sum + value * value, 0))
  const rows = [-3, -1, 1, 3].map((symbol) => direction.map((value) => (symbol * value) / length))
  const estimate = await projectedMI(rows, { sigma: 1, population: 'complete', dimension: 2 })
  expect(estimate.quantity).toBe('mutual-information-lower-bound')
  // Published to six decimals; by quadrature.
  expect(Math.abs(estimate.value - 0.845233)).toBeLessThan(2e-6)
  expect(estimate.interval).not.toBeNull()
  expect(estimate.trust.warnings.map(({ code }) => code)).toEqual(['lower-bound-only'])
})

test('below the information of a normal layer, above 0', async () => {
  const n = 2000
  const d = 64
  const samples = matrix(normals(n, d), d)
  const { value, settings } = await projectedMI(samples, { sigma: 1, dimension: 2 })
  // Two directions carry 2 · ½ log 2, of d/2 log 2 in all; the principal ones of these rows vary a little more.
  expect(value).toBeGreaterThan(0.55)
  expect(value).toBeLessThan((d / 2) * Math.log(2))
  expect(settings).toMatchObject({ n, d, dimension: 2 })
})

/** Noise of variance 100 in three directions hides the class, which a fourth one tells. */
function hiddenClass(n: number, d: number) {
  const data = normals(n, d, 3).map((value, i) => (i % d < 3 ? 10 * value : 0.1 * value))
  const given = Int32Array.from({ length: n }, (_, i) => i % 2)
  for (let i = 0; i < n; i++) data[i * d + 5]! += given[i] === 0 ? -1 : 1
  return { samples: matrix(data, d), given }
}

test('the direction that tells the classes apart is found where the one of largest variance says nothing', async () => {
  const { samples, given } = hiddenClass(2000, 40)
  const { chosen, value } = await projectedMI(samples, { sigma: 0.1, given, dimension: 1 })
  expect(chosen).toBe('discriminant')
  // Classes 2 apart, deviation √(.1² + .1²): no overlap.
  expect(Math.abs(value - Math.LN2)).toBeLessThan(0.05)
})

test('choosing does not lift the value: labels that say nothing get about 0', async () => {
  const { samples } = hiddenClass(3000, 200)
  const given = Int32Array.from(normals(3000, 1, 9), (value) => (value > 0 ? 1 : 0))
  const { value } = await projectedMI(samples, { sigma: 0.3, given, dimension: 1, candidates: 8 })
  // The groups of 750 rows in one dimension bias it up by about the occupied σ-intervals over 2n.
  expect(value).toBeLessThan(0.1)
})

test('equal rows carry nothing; all directions are the layer itself', async () => {
  const equal = await projectedMI(Array(6).fill([1, 2, 3]), { sigma: 1 })
  expect(equal.value).toBe(0)
  const all = await projectedMI([[-1], [1]], { sigma: 1, population: 'complete', dimension: 1 })
  expect(Math.abs(all.value - 0.336831)).toBeLessThan(2e-6)
})

test.each([
  [{ sigma: 0 }, 'sigma'],
  [{ sigma: 1, dimension: 3 }, 'dimension'],
  [{ sigma: 1, candidates: -1 }, 'candidates'],
  [{ sigma: 1, given: [1] }, 'given'],
])('refuses %j', async (options, argument) => {
  const call = projectedMI(
    [
      [1, 2],
      [3, 4],
    ],
    options,
  )
  await expect(call).rejects.toMatchObject({ argument, name: 'RangeError' })
})
