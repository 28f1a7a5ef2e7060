import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readRun, withFolder } from '../experiments/runFolder'
import { infoflow } from './infoflow'

test.each([
  ['szt', '--epochs', '0'],
  ['szt', '--epochs', '1.5'],
  ['szt', '--epochs', 'many'],
  ['szt', '--epochs', ''],
  ['szt', '--seed', '-1'],
  ['szt', '--seed', '9007199254740992'],
  ['szt', '--sigma', '0'],
  ['szt', '--sigma', '-0.1'],
  ['szt', '--sigma', 'NaN'],
  ['szt', '--sigma', 'Infinity'],
  ['szt', '--activation', 'sigmoid'],
  ['szt', '--orthonormal', '-0.01'],
  ['szt', '--orthonormal', '2'],
  ['szt', '--passes', '0'],
  ['szt', '--passes', '1e9'],
  ['szt', '--snapshots', '1'],
  ['szt', '--backend', 'webgl'],
  ['szt', '--sgima', '0.1'],
  ['neuron', '--sigma', '0'],
  ['neuron', '--activation', 'relu'],
])('run %s %s %s is refused with a line that names the option', async (experiment, option, value) => {
  await withFolder(async (folder) => {
    const { stdout, stderr, exitCode } = await infoflow('run', experiment, '--out', folder, option, value)
    expect(exitCode).toBe(2)
    expect(stderr).toContain(option)
    expect(stdout).toBe('')
    expect(() => readRun(folder)).toThrow('ENOENT')
  })
})

test('a folder that holds something is not overwritten: exit code 2', async () => {
  await withFolder(async (folder) => {
    mkdirSync(folder)
    writeFileSync(join(folder, 'precious'), '')
    const { stderr, exitCode } = await infoflow('run', 'neuron', '--out', folder)
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/--out: .* is not an empty folder/)
  })
})

test('the options reach the run; the report is the last line of stdout; text and progress are apart', async () => {
  await withFolder(async (folder) => {
    const options = ['--epochs', '50', '--seed', '3', '--sigma', '0.1', '--snapshots', '5']
    const { stdout, stderr, exitCode } = await infoflow('run', 'neuron', '--out', folder, ...options)
    expect(exitCode).toBe(0)
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(join(folder, 'report.html'))
    expect(stdout).toMatch(/layer +units +I\(X;T\) +I\(Y;T\) +H\(Bin\(T\)\)/)
    expect(stderr).toContain('epoch 0: loss')
    expect(readRun(folder).record.settings).toMatchObject({ epochs: 50, seed: 3, sigma: 0.1, snapshots: 5 })
  })
})

test('--json: stdout is JSON alone', async () => {
  await withFolder(async (folder) => {
    const { stdout, stderr } = await infoflow('run', 'neuron', '--out', folder, '--epochs', '5', '--json')
    const result = JSON.parse(stdout)
    expect(result).toMatchObject({ status: 'finished', folder, report: join(folder, 'report.html') })
    expect(result.last.history.epoch).toBe(5)
    expect(result.last.estimates.map((row: { quantity: string }) => row.quantity)).toEqual([
      'I(X;T)',
      'I(Y;T)',
      'H(Bin(T))',
    ])
    expect(stderr).toContain('I(X;T)')
  })
})

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s: a readable folder marked interrupted, exit code 130',
  async (signal) => {
    await withFolder(async (folder) => {
      const running = infoflow(
        'run',
        'szt',
        '--out',
        folder,
        '--epochs',
        '100000',
        '--passes',
        '2',
        '--backend',
        'wasm',
      )
      const watch = setInterval(() => {
        if (process.listenerCount(signal) > 0) process.emit(signal)
      }, 1500)
      const { stdout, stderr, exitCode } = await running
      clearInterval(watch)
      expect(exitCode).toBe(130)
      expect(stderr).toContain('Interrupted')
      expect(stdout.trimEnd().split('\n').at(-1)).toBe(join(folder, 'report.html'))
      expect(readRun(folder).record.status).toBe('interrupted')
      expect(process.listenerCount(signal)).toBe(0)
    })
  },
)
