import { slicedMI } from '../../lib/estimators'
import { matrix, normals } from './draws'
import { fixture } from './fixture'

/*
 * Y = X normal in three dimensions: slices have correlation u, uniform on [−1, 1] (Archimedes), so that the mean of
 * −½ log(1 − u²) is 1 − ln 2. KSG is within .01 of slices at n = 3000, but for the few near |u| = 1.
 */
test('a normal vector and itself in three dimensions: 1 − ln 2', async () => {
  const x = matrix(normals(3000, 3), 3)
  const { value, numerical, quantity, trust } = await slicedMI(x, x, { projections: 200, k: 4 })
  expect(quantity).toBe('sliced-information')
  expect(numerical.standardError).toBeGreaterThan(0.01)
  expect(numerical.standardError).toBeLessThan(0.05)
  expect(Math.abs(value - (1 - Math.LN2))).toBeLessThan(5 * numerical.standardError + 0.02)
  expect(trust.warnings.map(({ code }) => code)).toEqual(['interval-unavailable', 'not-mutual-information'])
})

test('all directions kept: the information itself; independent vectors: 0', async () => {
  const n = 3000
  const x = matrix(normals(n, 2), 2)
  const noise = normals(n, 2, 1)
  const y = matrix(
    x.data.map((value, i) => value + noise[i]!),
    2,
  )
  const whole = await slicedMI(x, y, { projections: 4, dimension: 2 })
  // −½ log(1 − ½) a coordinate; deviation of KSG about 1/√n = .02, of bias .03.
  expect(Math.abs(whole.value - Math.LN2)).toBeLessThan(5 * 0.02 + 0.03)
  const none = await slicedMI(x, matrix(noise, 2), { projections: 50 })
  expect(Math.abs(none.value)).toBeLessThan(5 * none.numerical.standardError + 0.01)
})

test('same seed, same bits, whatever the thread count; another seed, other slices', async () => {
  const one = await slicedMI(fixture.x, fixture.y, { threads: 1, projections: 20 })
  const two = await slicedMI(fixture.x, fixture.y, { threads: 2, projections: 20 })
  const other = await slicedMI(fixture.x, fixture.y, { seed: 1, projections: 20 })
  expect(two.value).toBe(one.value)
  expect(other.value).not.toBe(one.value)
})

test('constant vectors carry nothing', async () => {
  const constant = fixture.x.map(() => [5, 5])
  expect(Math.abs((await slicedMI(constant, fixture.y, { projections: 5 })).value)).toBeLessThan(1e-12)
})

test.each([
  [{ projections: 1 }, 'projections'],
  [{ dimension: 3 }, 'dimension'],
  [{ dimension: 0 }, 'dimension'],
  [{ k: 240 }, 'k'],
  [{ seed: -1 }, 'seed'],
])('refuses %j', async (options, argument) => {
  await expect(slicedMI(fixture.x, fixture.y, options)).rejects.toMatchObject({
    argument,
    name: 'RangeError',
  })
})
