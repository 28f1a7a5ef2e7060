import { spiralData } from '../../lib/data/spiral'

const N = 30_000

test('points lie about their arm, classes are equally likely and radii uniform', () => {
  const { inputs, labels, classes } = spiralData({ n: N, seed: 3 })
  expect([classes, inputs.shape]).toEqual([3, [N, 2]])
  const counts = [0, 0, 0]
  let radii = 0
  let squares = 0
  labels.forEach((label, i) => {
    const [x, y] = [inputs.data[2 * i]!, inputs.data[2 * i + 1]!]
    const radius = Math.hypot(x, y)
    const turns = Math.atan2(y, x) / (2 * Math.PI) - label / 3 - 0.75 * radius
    counts[label]!++
    radii += radius / N
    squares += (2 * Math.PI * (turns - Math.round(turns))) ** 2 / N
  })
  // Five standard deviations of each mean: of 1/3 of N, of a uniform radius, of a squared normal of deviation .1.
  for (const count of counts) expect(Math.abs(count / N - 1 / 3)).toBeLessThan(5 * Math.sqrt(2 / 9 / N))
  expect(Math.abs(radii - 0.5)).toBeLessThan(5 * Math.sqrt(1 / 12 / N))
  expect(Math.abs(squares - 0.01)).toBeLessThan(5 * 0.01 * Math.sqrt(2 / N))
})

test('the first points are the same for every n; another stream or seed gives others', () => {
  const of = (n: number, seed: number, stream?: number) =>
    Array.from(spiralData({ n, seed, ...(stream !== undefined && { stream }) }).inputs.data.slice(0, 20))
  expect(of(10, 3)).toEqual(of(100, 3))
  expect(of(10, 3)).not.toEqual(of(10, 4))
  expect(of(10, 3)).not.toEqual(of(10, 3, 1))
})
