// What an addon can break beyond its own results: other threads, the end of the process, the environment.
import { type SpawnOptions, spawn } from 'node:child_process'
import path from 'node:path'
import { addon } from '../../lib/native/loader'

const library = JSON.stringify(path.resolve(__dirname, '../../dist/index.js'))
const prelude = `
  const { estimateMI } = require(${library})
  const { Worker } = require('node:worker_threads')
  const rows = Array.from({ length: 3000 }, (_, i) => [Math.sin(i), Math.cos(3 * i), Math.sin(7 * i)])
  const quick = { sigma: 0.1, tolerance: 0.05 }
  const endless = { sigma: 0.1, draws: 1e12 }
`

interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

function run(script: string, options: SpawnOptions & { killWith?: NodeJS.Signals } = {}): Promise<Ended> {
  const child = spawn(process.execPath, ['-e', prelude + script], {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout!.on('data', (chunk) => {
    stdout += chunk
    if (options.killWith && stdout.includes('working')) child.kill(options.killWith)
  })
  child.stderr!.on('data', (chunk) => {
    stderr += chunk
  })
  return new Promise((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }))
  })
}

const printValue = 'estimateMI(rows, quick).then(({ value }) => console.log(value))'

test('process.exit during a call ends with the code asked for', async () => {
  const ended = await run('estimateMI(rows, { ...endless, onProgress: () => process.exit(7) })')
  expect(ended).toMatchObject({ code: 7, signal: null })
})

test.each(['SIGINT', 'SIGTERM'] as const)('%s during a call ends the process', async (signal) => {
  const ended = await run("estimateMI(rows, { ...endless, onProgress: () => console.log('working') })", {
    killWith: signal,
  })
  expect(ended).toMatchObject({ code: null, signal })
})

test('a process ends by itself when its calls have ended', async () => {
  expect(await run(printValue)).toMatchObject({ code: 0, signal: null, stderr: '' })
})

test('workers load the addon first or last, and are terminated in the middle of a call', async () => {
  const ended = await run(`
    const body = ${JSON.stringify(`${prelude}
      const { parentPort } = require('node:worker_threads')
      estimateMI(rows, { ...endless, onProgress: () => parentPort.postMessage('working') })`)}
    const storm = async () => {
      for (let i = 0; i < 8; i++) {
        const worker = new Worker(body, { eval: true })
        await new Promise((resolve) => worker.once('message', resolve))
        await worker.terminate()
      }
      const { value } = await estimateMI(rows, quick)
      console.log(value)
    }
    storm()`)
  expect(ended).toMatchObject({ code: 0, signal: null })
  expect(ended.stdout).toBe((await run(printValue)).stdout)
})

test('nonsense in the environment changes neither bits nor life', async () => {
  const plain = await run(printValue)
  const nonsense = {
    OMP_NUM_THREADS: '100000',
    OMP_SCHEDULE: 'banana',
    OMP_DYNAMIC: 'true',
    OMP_THREAD_LIMIT: '1',
    UV_THREADPOOL_SIZE: '-3',
    INFOFLOW_ISA: 'banana',
  }
  const ended = await run(printValue, { env: { ...process.env, ...nonsense } })
  expect(ended).toMatchObject({ code: 0, stdout: plain.stdout })
})

test('a CPU level forced down is used and agrees to rounding', async () => {
  const script = `estimateMI(rows, quick).then(({ value, settings }) => console.log(value, settings.isa))`
  for (const level of addon().cpu().levels) {
    const { stdout } = await run(script, { env: { ...process.env, INFOFLOW_ISA: level } })
    const [value, isa] = stdout.trim().split(' ')
    expect(isa).toBe(level)
    const { stdout: best } = await run(printValue)
    // Both carry a relative rounding error of at most 1e-12.
    expect(Math.abs(Number(value) / Number(best) - 1)).toBeLessThan(1e-12)
  }
})

const onLinux = process.platform === 'linux' ? test : test.skip

onLinux('eight calls at once have the threads of one: they queue', async () => {
  const ended = await run(`
    const { readdirSync } = require('node:fs')
    const threads = () => readdirSync('/proc/self/task').length
    const stop = new AbortController()
    const call = (onProgress) => estimateMI(rows, { ...endless, threads: 2, signal: stop.signal, onProgress })
    const calls = []
    let reports = 0, ofOne = 0
    calls.push(call(() => {
      reports += 1
      if (reports === 10) {
        ofOne = threads()
        for (let i = 0; i < 7; i++) calls.push(call(() => console.log('a second call runs')))
      }
      if (reports === 40) {
        console.log(threads() - ofOne)
        stop.abort()
        Promise.allSettled(calls)
      }
    }))
    calls[0].catch(() => {})`)
  expect(ended).toMatchObject({ stdout: '0\n' })
})

test('a file read stays possible while the estimator works', async () => {
  const ended = await run(
    `
    const { readFile } = require('node:fs/promises')
    const calls = Array.from({ length: 8 }, () => estimateMI(rows, { ...endless, signal: stop.signal }).catch(() => {}))
    readFile(${library}).then(() => { console.log('read'); stop.abort() })
    Promise.all(calls)`.replace(
      'const { readFile }',
      'const stop = new AbortController()\nconst { readFile }',
    ),
  )
  expect(ended).toMatchObject({ code: 0, stdout: 'read\n' })
})
