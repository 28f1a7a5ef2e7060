import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { externalMI, gaussianMI } from '../../lib/estimators'
import { npzBytes } from '../../lib/estimators/external/npz'
import { inspectArrays } from '../../lib/readers/inspectArrays'
import { toSamples } from '../../lib/readers/toSamples'
import { matrix, normals } from './draws'

const node = process.execPath
const program = (code: string) => [node, '-e', code]
const x = matrix(normals(200, 1), 1)
const y = matrix(
  x.data.map((value, i) => value + normals(200, 1, 1)[i]!),
  1,
)

test('a program estimates from the .npz file that it is given', async () => {
  const command = [node, resolve(__dirname, 'programs/correlation.cjs')]
  const estimate = await externalMI(x, y, { command })
  const own = await gaussianMI(x, y)
  expect(Math.abs(estimate.value - own.value)).toBeLessThan(1e-12)
  expect(estimate).toMatchObject({
    quantity: 'mutual-information',
    unit: 'nats',
    interval: null,
    trust: { ok: false },
    settings: { estimator: 'external', command, n: 200, dx: 1, dy: 1 },
  })
  expect(estimate.trust.warnings.map(({ code }) => code)).toEqual([
    'interval-unavailable',
    'unverified-program',
  ])
})

test('what it knows of its error is passed on', async () => {
  const answer = { value: 1, standardError: 0.1, interval: { low: 0.5, high: 2, confidence: 0.9 } }
  const command = program(`console.log(${JSON.stringify(JSON.stringify(answer))})`)
  const estimate = await externalMI(x, y, { command })
  expect(estimate.interval).toEqual(answer.interval)
  expect(estimate.numerical).toEqual({ standardError: 0.1, bound: 0, degreesOfFreedom: null })
  expect(estimate.trust.warnings.map(({ code }) => code)).toEqual(['unverified-program'])
})

test.each([
  ['printed no JSON object', 'console.log("1.2 nats")'],
  ['printed no JSON object', ''],
  ['printed no finite number as value', 'console.log("{}")'],
  ['printed no finite number as value', 'console.log(JSON.stringify({ value: "1" }))'],
  ['printed no finite number as value', 'console.log(`{ "value": 1e999 }`)'],
  ['negative standardError', 'console.log(`{ "value": 1, "standardError": -1 }`)'],
  [
    'an interval that is none',
    'console.log(`{ "value": 1, "interval": { "low": 2, "high": 1, "confidence": 0.9 } }`)',
  ],
  ['printed more than 1 MiB', 'console.log("x".repeat(3e6))'],
  ['exit code 3; it said:\nno critic', 'console.error("no critic"); process.exitCode = 3'],
  ['took longer than 0.5 s', 'setInterval(() => {}, 1000)'],
])('%s: an error that says so', async (message, code) => {
  const call = externalMI(x, y, {
    command: program(code),
    timeoutSeconds: code.includes('setInterval') ? 0.5 : 30,
  })
  await expect(call).rejects.toMatchObject({
    code: 'ERR_INFOFLOW_COMMAND',
    message: expect.stringContaining(message),
  })
})

test('a program that is not there', async () => {
  const call = externalMI(x, y, { command: ['/nowhere/mine'] })
  await expect(call).rejects.toMatchObject({
    code: 'ERR_INFOFLOW_COMMAND',
    message: expect.stringContaining('/nowhere/mine could not be started'),
  })
})

test('nothing is read by a shell, and nothing is left behind', async () => {
  const before = temporaryFolders()
  const shown = await externalMI(x, y, {
    command: [
      node,
      '-e',
      'console.log(JSON.stringify({ value: process.argv[1].length }))',
      '$(echo hello); "',
    ],
  })
  expect(shown.value).toBe('$(echo hello); "'.length)
  const command = program('setInterval(() => {}, 1000)')
  await expect(externalMI(x, y, { command, signal: AbortSignal.timeout(300) })).rejects.toMatchObject({
    name: 'TimeoutError',
  })
  expect(temporaryFolders()).toEqual(before)
})

const temporaryFolders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('infoflow-external-'))

test.each([[undefined], ['python mine.py'], [[]], [['python', 3]]])(
  'refuses %j as a command',
  async (command) => {
    const call = externalMI(x, y, { command: command as string[] })
    await expect(call).rejects.toMatchObject({ argument: 'command', name: 'TypeError' })
  },
)

test('the .npz file is one that our reader, which is tested on NumPy’s, reads', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'infoflow-npz-'))
  try {
    const file = join(folder, 'a.npz')
    const data = Float64Array.of(1, -2, Math.PI, 4, 5, 1e-300)
    writeFileSync(file, Buffer.concat(npzBytes({ x: { data, shape: [2, 3] }, y: { data, shape: [6] } })))
    const arrays = await inspectArrays(file)
    const loaded = await Promise.all(arrays.map((array) => array.load()))
    expect(arrays.map(({ name, shape }) => [name, shape])).toEqual([
      ['x', [2, 3]],
      ['y', [6]],
    ])
    for (const array of loaded) expect(Array.from(toSamples(array).data)).toEqual(Array.from(data))
  } finally {
    rmSync(folder, { recursive: true })
  }
})
