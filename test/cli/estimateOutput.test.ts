import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { EstimatedArray } from '../../lib/cli/estimate/estimatedArray'
import { fixture } from '../readers/files'
import { estimates, inFolderOfFixtures, save } from './estimateFolder'
import { infoflow } from './infoflow'

inFolderOfFixtures()

describe('for people', () => {
  test('a row each with error, interval or none, and verdict; reservations once, below', async () => {
    const { stdout, exitCode } = await infoflow('estimate', 'bpsk.npy', 'pam4.npy', '--sigma', '1')
    expect(exitCode).toBe(0)
    const [units, header, bpsk, pam4, ...reservations] = stdout.trimEnd().split('\n')
    expect(units).toContain('In nats')
    expect(header!.trim().split(/ {2,}/)).toEqual([
      'file',
      'array',
      'n × d',
      'quantity',
      'value',
      'interval',
      'verdict',
    ])
    expect(bpsk!.split(/ {2,}/)).toEqual([
      'bpsk.npy',
      'bpsk',
      '2 × 1',
      'I(X;T)',
      '0.336831 ± 0.000001',
      'none',
      'interval-unavailable, saturated-at-log-n',
    ])
    expect(pam4!.split(/ {2,}/).slice(4)).toEqual(['0.845233 ± 0.000001', 'none', 'interval-unavailable'])
    expect(reservations.map((line) => line.split(':')[0])).toEqual([
      'interval-unavailable (all)',
      'saturated-at-log-n (bpsk.npy bpsk)',
    ])
  })

  test('an interval and a clean verdict where there is nothing to doubt', async () => {
    const options = ['--sigma', '1', '--population', 'complete', '--method', 'sampled', '--confidence', '0.9']
    const { stdout } = await infoflow('estimate', 'bpsk.npy', ...options)
    expect(stdout).toContain('at 90 %')
    expect(stdout).toMatch(/ {3}0\.\d{3,4} ± 0\.0\d{2,4} {3}\[0\.\d+, 0\.\d+\] {3}ok$/m)
  })

  test('control characters of a name do not reach the terminal', async () => {
    const name = 'a\x1b[31m\n.npy'
    copyFileSync('bpsk.npy', name)
    const { stdout } = await infoflow('estimate', name, '--sigma', '1')
    expect(stdout).toContain('a\\x1b[31m')
    expect(stdout).not.toContain('\x1b')
    const { stderr } = await infoflow('estimate', `${name}x`, '--sigma', '1')
    expect(stderr).not.toContain('\x1b')
  })

  test('nothing of a quick estimate is told on stderr', async () => {
    expect((await infoflow('estimate', 'bpsk.npy', '--sigma', '1')).stderr).toBe('')
  })
})

describe('--out', () => {
  test('writes the estimates as CSV, at full precision', async () => {
    copyFileSync('clusters.npz', 'a "b", c.npz')
    const args = ['a "b", c.npz', '--sigma', '1', '--given', 'y', '--out', 'new/results']
    const [found] = await estimates(...args)
    const [header, line, end] = readFileSync('new/results/estimates.csv', 'utf8').split('\r\n')
    expect(header).toMatch(/^file,name,given,n,d,sigma,value_nats,standard_error_nats,/)
    expect(line).toMatch(/^"a ""b"", c\.npz",t,y,60,2,1,/)
    expect(Number(line!.split(',')[7])).toBe(found!.value)
    expect(end).toBe('')
  })

  test('draws a figure: a panel for each quantity, a line for each array, names as text', async () => {
    copyFileSync('clusters.npz', '<script>.npz')
    const args = ['clusters.npz', '<script>.npz', '--sigma', '1', '--given', 'rows', '--given', 'y']
    const { stderr } = await infoflow('estimate', ...args, '--out', 'results')
    expect(stderr).toContain('Written: results/information.svg')
    const svg = readFileSync('results/information.svg', 'utf8')
    for (const text of ['I(X;T) (nats)', 'I(y;T) (nats)', '>clusters<', '&lt;script&gt;'])
      expect(svg).toContain(text)
    expect(svg).not.toContain('<script')
  })

  test('an earlier result is not overwritten', async () => {
    mkdirSync('results')
    writeFileSync('results/estimates.csv', 'precious')
    const { exitCode, stderr } = await infoflow('estimate', 'bpsk.npy', '--sigma', '1', '--out', 'results')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('results/estimates.csv exists already')
    expect(readFileSync('results/estimates.csv', 'utf8')).toBe('precious')
  })

  test('a folder that cannot be made is told before the work', async () => {
    const { exitCode, stderr, stdout } = await infoflow(
      'estimate',
      'bpsk.npy',
      '--sigma',
      '1',
      '--out',
      'bpsk.npy/x',
    )
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
    expect(stderr).toMatch(/^error: E\w+: /)
  })
})

describe('bad usage: exit code 2, before any file is opened', () => {
  test.each([
    { args: [], says: "required option '--sigma <sigma>' not specified" },
    { args: ['--sigma', '0'], says: '--sigma: 0 is not a positive finite number' },
    { args: ['--sigma', '-1'], says: '--sigma' },
    { args: ['--sigma', 'NaN'], says: '--sigma' },
    { args: ['--sigma', '1', '--sigam', '1'], says: "unknown option '--sigam'" },
    { args: ['--sigma', '1', '--population', 'all'], says: '--population' },
    { args: ['--sigma', '1', '--population', 'groups'], says: '--population groups needs --given' },
    { args: ['--sigma', '1', '--population', 'groups', '--given', 'rows'], says: 'needs --given' },
    { args: ['--sigma', '1', '--method', 'exact'], says: '--method' },
    { args: ['--sigma', '1', '--tolerance', '0'], says: '--tolerance' },
    {
      args: ['--sigma', '1', '--tolerance', '1', '--draws', '1'],
      says: "'--draws <count>' cannot be used with option '--tolerance",
    },
    { args: ['--sigma', '1', '--draws', '0.5'], says: '--draws' },
    { args: ['--sigma', '1', '--confidence', '1'], says: '--confidence' },
    { args: ['--sigma', '1', '--seed', '-1'], says: '--seed' },
    { args: ['--sigma', '1', '--threads', '0'], says: '--threads' },
  ])('$args', async ({ args, says }) => {
    const { exitCode, stdout, stderr } = await infoflow('estimate', 'absent.npy', ...args)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toContain(says)
  })

  test('no file', async () => {
    const { exitCode, stderr } = await infoflow('estimate', '--sigma', '1')
    expect(exitCode).toBe(2)
    expect(stderr).toContain("missing required argument 'files'")
  })
})

describe('failures: exit code 1, one message', () => {
  test.each([
    { args: ['absent.npy'], says: 'absent.npy: there is no such file; check the path' },
    { args: ['.'], says: '.: it is not a file' },
    { args: ['cut.npy'], says: 'cut.npy, byte 128: shape (2, 1) of float64 needs 16 bytes, and 4 follow' },
    { args: ['labels.npz'], says: 'labels.npz: it has no array to estimate' },
    {
      args: ['empty.npz'],
      says: 'empty.npz: it has no array to estimate, which is float values of shape (n, d); it has no arrays',
    },
    {
      args: ['bpsk.npy', '--given', 'y'],
      says: '--given y: neither an array in bpsk.npy (there: bpsk) nor a file',
    },
    {
      args: ['bpsk.npy', '--given', 'stored.npz'],
      says: '--given stored.npz: labels must be the only array of their file; there: hidden1, hidden2',
    },
    {
      args: ['clusters.npz', '--given', 'bpsk.npy'],
      says: 'clusters.npz: t has 60 rows, and bpsk has shape (2, 1)',
    },
  ])('$args', async ({ args, says }) => {
    writeFileSync('cut.npy', readFileSync('bpsk.npy').subarray(0, 132))
    copyFileSync(fixture('no-arrays.npz'), 'empty.npz')
    copyFileSync(fixture('unicode.npy'), 'labels.npz')
    const { exitCode, stdout, stderr } = await infoflow('estimate', ...args, '--sigma', '1')
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
    expect(stderr).toContain(`error: ${says}`)
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^error: /)
  })

  test('an array that cannot be estimated does not stop the others', async () => {
    const { exitCode, stdout, stderr } = await infoflow(
      'estimate',
      'not-finite.npy',
      'bpsk.npy',
      '--sigma',
      '1',
      '--json',
    )
    expect(exitCode).toBe(1)
    expect(JSON.parse(stdout).map(({ name }: EstimatedArray) => name)).toEqual(['bpsk'])
    expect(stderr).toBe(
      'error: not-finite.npy: not-finite: samples: NaN at row 1, column 0; samples must be finite; drop or repair such rows\n',
    )
  })
})

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends it: what was estimated is printed, exit code 130',
  async (signal) => {
    save(
      'slow.npy',
      Array.from({ length: 2000 }, (_, i) => [i % 7, i % 11, i % 13, (i * i) % 17, i / 2000]),
    )
    const args = ['bpsk.npy', 'slow.npy', '--sigma', '5', '--tolerance', '1e-7']
    const running = infoflow('estimate', ...args, '--out', 'results', '--json')
    const slow = setInterval(() => process.emit(signal), 300)
    try {
      // The first may be caught by the interrupt as well; then nothing was estimated.
      const { exitCode, stdout, stderr } = await running
      expect(exitCode).toBe(130)
      expect(JSON.parse(stdout).length).toBeLessThanOrEqual(1)
      expect(stderr).toContain('Interrupted')
      expect(existsSync('results/estimates.csv')).toBe(true)
      expect(process.listenerCount(signal)).toBe(0)
    } finally {
      clearInterval(slow)
    }
  },
)
