import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { ksgMI } from '../../lib/estimators'
import { testWithSharedData } from '../sharedData'
import { matrix, normals, uniforms } from './draws'
import { fixture, ROUNDING } from './fixture'

/** Kraskov's own program, algorithm 2, on standardized columns; printed to 8 decimals. */
const NEIGHBOURS = [1, 2, 3, 4, 5, 6, 10, 15]
const MILCA = {
  '2randomCols-1.txt.gz': [
    -0.05294175, -0.03944338, -0.02190217, 0.00120807, -0.00924771, -0.00316402, -0.00778205, -0.00565778,
  ],
  '4randomCols-1.txt.gz': [
    0.02886644, 0.01071634, 0.00186857, -0.00377259, -0.00634851, -0.00863725, -0.01058087, -0.01106348,
  ],
}

function readRows(file: string): number[][] {
  const lines = gunzipSync(readFileSync(file)).toString().trim().split('\n')
  return lines.filter((line) => !line.startsWith('%')).map((line) => line.trim().split(/\s+/).map(Number))
}

for (const [file, values] of Object.entries(MILCA)) {
  testWithSharedData(`MILCA's values for ${file}, also of permuted rows`, async (folder) => {
    const rows = readRows(join(folder, 'milca', file))
    const half = rows[0]!.length / 2
    const permuted = rows.map((_, i) => rows[(i * 1009) % rows.length]!)
    expect(new Set(permuted).size).toBe(rows.length)
    for (const order of [rows, permuted]) {
      const x = order.map((row) => row.slice(0, half))
      const y = order.map((row) => row.slice(half))
      for (const [i, k] of NEIGHBOURS.entries()) {
        const { value } = await ksgMI(x, y, { k, algorithm: 2 })
        expect(Math.abs(value - values[i]!)).toBeLessThan(1e-8)
      }
    }
  })
}

test('algorithm 1 as npeet-plus has it', async () => {
  for (const [k, value] of Object.entries(fixture.ksg1)) {
    const estimate = await ksgMI(fixture.x, fixture.y, { k: Number(k) })
    expect(Math.abs(estimate.value - value)).toBeLessThan(ROUNDING)
  }
})

/*
 * The standard deviation of KSG at n = 4000, k = 4 is about 1/√n · (a number near 1): Kraskov et al., fig. 5. Five of
 * them and a bias of .01.
 */
const CLOSE = 5 / Math.sqrt(4000) + 0.01

test('both algorithms near closed forms: normal vectors, and a uniform with uniform noise', async () => {
  const n = 4000
  const noise = normals(n, 1, 1)
  const x = normals(n, 1)
  for (const r of [0, 0.6, 0.9]) {
    const y = x.map((value, i) => r * value + Math.sqrt(1 - r * r) * noise[i]!)
    for (const algorithm of [1, 2] as const) {
      const { value } = await ksgMI(matrix(x, 1), matrix(y, 1), { k: 4, algorithm })
      expect(Math.abs(value + 0.5 * Math.log(1 - r * r))).toBeLessThan(CLOSE)
    }
  }
  // Width .75, noise of width .25.
  const ratio = 3
  const u = uniforms(n, 2)
  const v = uniforms(n, 3)
  const sum = u.map((value, i) => 0.25 * value + 0.75 * v[i]!)
  const { value } = await ksgMI(matrix(v, 1), matrix(sum, 1), { k: 4 })
  expect(Math.abs(value - (1 / (2 * ratio) + Math.log(ratio)))).toBeLessThan(CLOSE)
})

test('same bits for every thread count; float32 is read as it is', async () => {
  const x = matrix(normals(3000, 2), 2)
  const y = matrix(normals(3000, 3, 1), 3)
  const one = await ksgMI(x, y, { threads: 1 })
  const two = await ksgMI(x, y, { threads: 2 })
  expect(two.value).toBe(one.value)
  const single = Float32Array.from(x.data)
  const fromSingle = await ksgMI({ data: single, shape: x.shape }, y)
  const fromDouble = await ksgMI({ data: Float64Array.from(single), shape: x.shape }, y)
  expect(fromSingle.value).toBe(fromDouble.value)
})

test('constant columns change nothing, and a constant x gives 0', async () => {
  const x = fixture.x.map(([a, b]) => [a!, b!, 17])
  const before = await ksgMI(fixture.x, fixture.y)
  expect((await ksgMI(x, fixture.y)).value).toBe(before.value)
  const constant = fixture.x.map(() => [1])
  expect(Math.abs((await ksgMI(constant, fixture.y)).value)).toBeLessThan(ROUNDING)
})

test('what it gets wrong is said', async () => {
  const codes = async (...call: Parameters<typeof ksgMI>) =>
    (await ksgMI(...call)).trust.warnings.map(({ code }) => code)
  const x = normals(1000, 1)
  const noise = normals(1000, 1, 1)
  const near = x.map((value, i) => value + 1e-6 * noise[i]!)
  // Truth: about log(1e6) = 13.8 nats.
  const dependent = await ksgMI(matrix(x, 1), matrix(near, 1))
  expect(dependent.value).toBeLessThan(8)
  expect(dependent.trust.warnings.map(({ code }) => code)).toEqual([
    'interval-unavailable',
    'saturated-at-log-n',
  ])
  expect(await codes(matrix(x, 1), matrix(noise, 1))).toEqual(['interval-unavailable'])
  expect(await codes(matrix(normals(100, 5), 5), matrix(normals(100, 5, 1), 5))).toContain(
    'dimension-too-high',
  )
  const tied = await ksgMI(
    fixture.x.map(() => [1]),
    fixture.x.map((_, i) => [i % 2]),
  )
  expect(tied.trust.warnings.map(({ code }) => code)).toContain('tied-rows')
  expect(Number.isFinite(tied.value)).toBe(true)
})

test.each([
  [{ k: 240 }, 'k', 'RangeError'],
  [{ k: 0 }, 'k', 'RangeError'],
  [{ k: '3' }, 'k', 'TypeError'],
  [{ algorithm: 3 }, 'algorithm', 'RangeError'],
  [{ standardize: 1 }, 'standardize', 'TypeError'],
  [{ threads: 0 }, 'threads', 'RangeError'],
  [{ neighbours: 3 }, 'neighbours', 'TypeError'],
])('refuses %j', async (options, argument, name) => {
  await expect(ksgMI(fixture.x, fixture.y, options as object)).rejects.toMatchObject({ argument, name })
})

test('refuses rows that differ in number and values that are not finite, by the name of x or y', async () => {
  await expect(ksgMI(fixture.x, fixture.y.slice(1))).rejects.toMatchObject({
    argument: 'y',
    code: 'ERR_INFOFLOW_SHAPE',
  })
  const bad = fixture.y.map((row, i) => (i === 5 ? [1, Number.NaN, 1] : row))
  await expect(ksgMI(fixture.x, bad)).rejects.toMatchObject({
    argument: 'y',
    code: 'ERR_INFOFLOW_NOT_FINITE',
  })
  await expect(ksgMI([[1]], [[2]])).rejects.toMatchObject({ argument: 'k' })
})

test('neighbours that no memory holds are refused before any work', async () => {
  const n = 1_000_000
  const zeros = matrix(new Float64Array(n), 1)
  await expect(ksgMI(zeros, zeros, { k: n - 1, standardize: false })).rejects.toMatchObject({
    code: 'ERR_INFOFLOW_MEMORY',
    message: expect.stringMatching(/12\d{12} bytes/),
  })
})

test('stops when aborted, before and during', async () => {
  await expect(ksgMI(fixture.x, fixture.y, { signal: AbortSignal.abort(new Error('no')) })).rejects.toThrow(
    'no',
  )
  const controller = new AbortController()
  const big = matrix(normals(30_000, 4), 4)
  const pending = ksgMI(big, matrix(normals(30_000, 4, 1), 4), { signal: controller.signal })
  controller.abort(new Error('enough'))
  await expect(pending).rejects.toThrow('enough')
})
