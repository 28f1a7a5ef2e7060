import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Audit } from '../../lib/audit/types'
import { infoflow } from './infoflow'

const home = process.cwd()
let folder: string

// Away from ../shared/data: what is audited is the same everywhere.
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'infoflow-audit-'))
  process.chdir(folder)
})

afterEach(() => {
  process.chdir(home)
  rmSync(folder, { recursive: true })
})

const QUICK = ['--rows', '400', '--repeats', '3', '--tolerance', '0.06']
/** A process for each estimate, over all pairs. */
const QUICKER = ['--rows', '200', '--repeats', '2']
const program = (...words: string[]) =>
  JSON.stringify([
    process.execPath,
    resolve(__dirname, '../estimators/programs', words[0]!),
    ...words.slice(1),
  ])

test('ours: right where they claim to be, and every task has its numbers', async () => {
  const { stdout, exitCode } = await infoflow('audit', ...QUICK, '--json')
  expect(exitCode).toBe(0)
  const { estimators, settings }: Audit = JSON.parse(stdout)
  expect(settings).toMatchObject({ rows: 400, repeats: 3, data: null })
  expect(estimators.map(({ estimator }) => estimator)).toEqual([
    'sample propagation',
    'KSG 1, k = 3',
    'KSG 2, k = 3',
    'Gaussian',
  ])
  const [own, ksg, , gaussian] = estimators
  expect(own).toMatchObject({ passed: true, coverage: { of: 21 } })
  expect(ksg!.passed).toBe(true)
  // What assumes a normal distribution must not pass.
  expect(gaussian!.passed).toBe(false)
  expect(gaussian!.reasons[0]).toContain('uniform with uniform noise')
  for (const { results } of estimators) {
    for (const { repeats, seconds, bias, mean, truth } of results) {
      expect(repeats).toBe(3)
      expect(seconds).toBeGreaterThan(0)
      expect(bias).toBeCloseTo(mean - truth, 12)
    }
  }
})

test('a program that is right passes; with a planted bias it fails', async () => {
  const right = await infoflow('audit', ...QUICKER, '--command', program('ksg.cjs', '0'), '--out', 'told')
  expect(right.stdout).toContain(': passed')
  expect(right.exitCode).toBe(0)
  const page = readFileSync('told/audit.html', 'utf8')
  expect(page).toContain('<strong>passed</strong>')
  expect(page).toContain('uniform with uniform noise')
  const { estimators }: Audit = JSON.parse(readFileSync('told/audit.json', 'utf8'))
  expect(estimators).toHaveLength(1)

  const biased = await infoflow('audit', ...QUICKER, '--command', program('ksg.cjs', '0.6'))
  expect(biased.exitCode).toBe(1)
  expect(biased.stdout).toContain(': failed')
  expect(biased.stdout).toMatch(/independent, 2 \+ 2: off by \+0\.\d+ nats/)
})

test('a program that breaks fails, with what it said; its text stays text', async () => {
  const code = 'console.error("<script>"); process.exit(7)'
  const command = JSON.stringify([process.execPath, '-e', code])
  const { stdout, exitCode } = await infoflow('audit', ...QUICKER, '--command', command, '--out', 'told')
  expect(exitCode).toBe(1)
  expect(stdout).toContain('exit code 7')
  const page = readFileSync('told/audit.html', 'utf8')
  expect(page).toContain('&lt;script&gt;')
  expect(page).not.toContain('<script>')
})

test.each([
  [['--rows', '3'], '--rows: 3 is not an integer in [20'],
  [['--repeats', '0'], '--repeats'],
  [['--tolerance', '-1'], '--tolerance'],
  [['--command', '["a", 3]'], 'neither words nor a JSON array'],
  [['--command', ' '], 'neither words nor a JSON array'],
])('%j is bad usage', async (args, message) => {
  const { stderr, exitCode } = await infoflow('audit', ...args)
  expect(stderr).toContain(message)
  expect(exitCode).toBe(2)
})

test('a folder that is no benchmark is told of', async () => {
  const { stderr, exitCode } = await infoflow('audit', '--data', folder)
  expect(exitCode).toBe(1)
  expect(stderr).toContain('truth.json')
})
