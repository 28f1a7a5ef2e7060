import { existsSync, readFileSync } from 'node:fs'
import type { Comparison } from '../../lib/estimators'
import { normals } from '../estimators/draws'
import { inFolderOfFixtures, save } from './estimateFolder'
import { infoflow } from './infoflow'

inFolderOfFixtures()

const cloud = normals(200, 2)

/** A cloud of 200 rows that is so wide in these epochs, a file each. */
function saveClouds(...widths: number[]): string[] {
  return widths.map((width, epoch) => {
    const rows = Array.from({ length: 200 }, (_, i) => [width * cloud[2 * i]!, width * cloud[2 * i + 1]!])
    save(`epoch${epoch}.npy`, rows)
    return `epoch${epoch}.npy`
  })
}

test('files are moments: the verdict, its table, its figure', async () => {
  const files = saveClouds(1, 0.3, 0.1)
  const { stdout, exitCode } = await infoflow(
    'estimate',
    ...files,
    '--sigma',
    '0.1',
    '--compare',
    '--out',
    'told',
  )
  expect(exitCode).toBe(0)
  expect(stdout).toContain('T: compression: yes (14 of 14 say yes)')
  expect(stdout).toMatch(
    /sample propagation +σ = 0\.1 +\d\.\d{3} +\d\.\d{3} +epoch0\.npy +\d\.\d{3} +\d\.\d{3} +yes/,
  )
  const comparison: Comparison = JSON.parse(readFileSync('told/comparison.json', 'utf8'))
  expect(comparison.layers.map(({ compression }) => compression)).toEqual(['yes'])
  const figure = readFileSync('told/comparison.svg', 'utf8')
  expect(figure).toContain('T: compression: yes (14 of 14)')
  for (const estimator of ['pairwise', 'binning', 'kernel density']) expect(figure).toContain(estimator)
  expect(existsSync('told/estimates.csv')).toBe(false)

  const again = await infoflow('estimate', ...files, '--sigma', '0.1', '--compare', '--out', 'told')
  expect(again.exitCode).toBe(2)
  expect(again.stderr).toContain('exists already')
})

test('--json prints the comparison and nothing else', async () => {
  const files = saveClouds(0.1, 1)
  const { stdout } = await infoflow('estimate', ...files, '--sigma', '0.1', '--compare', '--json')
  const { layers, settings }: Comparison = JSON.parse(stdout)
  expect(layers[0]!.compression).toBe('no')
  expect(settings.sigmas).toEqual([0.1, 0.05, 0.2])
})

test.each([
  [['bpsk.npy'], 'needs every array in two files or more'],
  [['bpsk.npy', 'bpsk.npy'], 'needs every array in two files or more'],
  [['bpsk.npy', 'pam4.npy', '--draws', '5'], "'--compare' cannot be used with option '--draws"],
  [['bpsk.npy', 'pam4.npy', '--given', 'rows', '--given', 'rows'], 'one --given at a time'],
])('%j is bad usage', async (args, message) => {
  const { stderr, exitCode } = await infoflow('estimate', ...args, '--sigma', '1', '--compare')
  expect(stderr).toContain(message)
  expect(exitCode).toBe(2)
})
