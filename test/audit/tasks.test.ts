import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { benchmarkTasks } from '../../lib/audit/tasks/benchmarkTasks'
import { normalDistribution } from '../../lib/audit/tasks/draws'
import { noisyTasks } from '../../lib/audit/tasks/noisyTasks'
import { pairedTasks } from '../../lib/audit/tasks/pairedTasks'
import { digammaOfHalf, logGammaOfHalf } from '../../lib/audit/tasks/specialFunctions'
import { testWithSharedData } from '../sharedData'

const truthOf = (name: string) => pairedTasks(20, 0).find((task) => task.name === name)!.truth

/** The same settings as benchmark-mi has them, whose values have 16 digits. */
test.each([
  ['normal, correlation .75', '1v1-normal-0.75'],
  ['bimodal, correlation .75', '1v1-bimodal-0.75'],
  ['uniform with uniform noise', '1v1-additive-0.75'],
  ['multinormal, dense, 2 + 2', 'multinormal-dense-2-2-0.5'],
  ['multinormal, dense, 5 + 5', 'multinormal-dense-5-5-0.5'],
  ['multinormal, sparse, 3 + 3', 'multinormal-sparse-2-2-2-2.0'],
])('the truth of %s is that of %s', (name, theirs) => {
  const published: Record<string, number> = {
    '1v1-normal-0.75': 0.41333928659223396,
    '1v1-bimodal-0.75': 0.41333928659223396,
    '1v1-additive-0.75': 0.3333333333333333,
    'multinormal-dense-2-2-0.5': 0.2938933324510593,
    'multinormal-dense-5-5-0.5': 0.5928118328288701,
    'multinormal-sparse-2-2-2-2.0': 1.0216512475319819,
  }
  expect(Math.abs(truthOf(name) - published[theirs]!)).toBeLessThan(1e-14)
})

test('ln Γ and ψ of halves, by SciPy', () => {
  // scipy.special 1.17.1: gammaln(x/2), digamma(x/2).
  expect(logGammaOfHalf(1)).toBeCloseTo(0.5723649429247001, 14)
  expect(logGammaOfHalf(2)).toBe(0)
  expect(logGammaOfHalf(7)).toBeCloseTo(1.2009736023470743, 14)
  expect(logGammaOfHalf(10)).toBeCloseTo(3.1780538303479458, 14)
  expect(digammaOfHalf(1)).toBeCloseTo(-1.9635100260214235, 14)
  expect(digammaOfHalf(2)).toBeCloseTo(-0.5772156649015329, 14)
  expect(digammaOfHalf(7)).toBeCloseTo(1.103156640645243, 14)
})

test('Φ to 14 decimals, in the middle and in the tails', () => {
  // scipy.stats.norm.cdf 1.17.1.
  expect(normalDistribution(0)).toBe(0.5)
  expect(Math.abs(normalDistribution(1) - 0.8413447460685429)).toBeLessThan(1e-14)
  expect(Math.abs(normalDistribution(-2.9) - 0.0018658133003840378)).toBeLessThan(1e-15)
  expect(Math.abs(normalDistribution(3.1) - 0.9990323967867817)).toBeLessThan(1e-14)
  expect(Math.abs(normalDistribution(-6) / 9.865876450376946e-10 - 1)).toBeLessThan(1e-12)
})

test('every repeat has rows of its own, and the same ones each time', async () => {
  for (const task of [...pairedTasks(50, 3), ...noisyTasks(50, 3)]) {
    const rows = async (repeat: number) => JSON.stringify(await task.draw(repeat))
    expect(await rows(1)).toBe(await rows(1))
    const complete = task.kind === 'noisy' && (await task.draw(0))!.population === 'complete'
    if (!complete) expect(await rows(1)).not.toBe(await rows(0))
    expect(await rows(0)).not.toContain('null')
  }
})

testWithSharedData('the tasks of benchmark-mi, cut into repeats until their rows end', async (folder) => {
  const data = join(folder, 'bmi')
  const tasks = await benchmarkTasks(data, 2000)
  expect(tasks.map(({ name }) => name)).toEqual(
    Object.keys(JSON.parse(readFileSync(join(data, 'truth.json'), 'utf8'))),
  )
  const task = tasks.find(({ name }) => name === 'multinormal-dense-5-5-0.5')!
  expect(task.truth).toBe(0.5928118328288701)
  const first = await task.draw(0)
  expect(first).toMatchObject({ x: { shape: [2000, 5] }, y: { shape: [2000, 5] } })
  expect(await task.draw(1)).not.toEqual(first)
  expect(await task.draw(2)).toBeNull()
})
