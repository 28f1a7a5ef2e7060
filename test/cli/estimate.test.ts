import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EstimatedArray } from '../../lib/cli/estimate/estimatedArray'
import { estimateMI } from '../../lib/estimate/estimateMI'
import { npy } from '../readers/files'
import { estimates, inFolderOfFixtures, save } from './estimateFolder'
import { infoflow } from './infoflow'

inFolderOfFixtures()

describe('published values', () => {
  // Both have six published decimals; quadrature adds at most 1e-6.
  const ROUNDING = 5e-7 + 1e-6

  test.each([
    ['bpsk.npy', '1', 0.336831],
    ['bpsk.npy', '0.5', 0.63272],
    ['pam4.npy', '0.5', 1.295654],
    ['pam4.npy', '1', 0.845233],
    ['pam4.npy', '2', 0.399605],
  ])('%s at sigma %s', async (file, sigma, value) => {
    const [found] = await estimates(
      file,
      '--sigma',
      sigma,
      '--method',
      'quadrature',
      '--population',
      'complete',
    )
    expect(found).toMatchObject({ file, name: file.slice(0, 4), settings: { sigma: Number(sigma), d: 1 } })
    expect(Math.abs(found!.value - value)).toBeLessThanOrEqual(ROUNDING)
    expect(found!.interval!.low).toBeLessThanOrEqual(value + ROUNDING)
    expect(found!.interval!.high).toBeGreaterThanOrEqual(value - ROUNDING)
  })

  test('three clusters far apart say which they are: log 3, by row and by a label of strings', async () => {
    const [byLabel, byRow] = await estimates(
      'clusters.npz',
      '--sigma',
      '0.2',
      '--given',
      'y',
      '--given',
      'rows',
    )
    expect(byLabel).toMatchObject({ name: 't', given: 'y', settings: { n: 60, d: 2, centers: 3 } })
    expect(byRow).toMatchObject({ name: 't' })
    expect(byRow).not.toHaveProperty('given')
    // 10 = 50σ apart, the overlap is below e^-300.
    expect(byLabel!.value).toBeCloseTo(Math.log(3), 6)
    expect(byRow!.value).toBeCloseTo(Math.log(3), 6)
  })
})

describe('what is estimated', () => {
  test('every float array of an archive with two axes or more, in its order; other arrays are told of', async () => {
    const { stdout, stderr } = await infoflow('estimate', 'stored.npz', '--sigma', '1', '--json')
    const found: EstimatedArray[] = JSON.parse(stdout)
    expect(found.map(({ name, settings: { n, d } }) => [name, n, d])).toEqual([
      ['hidden1', 3, 4],
      ['hidden2', 3, 2],
      ['conv', 3, 12],
    ])
    expect(stderr.trimEnd().split('\n')).toEqual([
      'left out y (int64, shape (3,))',
      'left out isodd (bool, shape (3,))',
      'left out label (string, shape (3,))',
      'left out loss (float32, shape (2,))',
      'conv of shape (3, 3, 2, 2) is taken as 3 × 12',
    ])
  })

  test('the numbers are those that the library finds for the same arrays', async () => {
    const [, hidden2] = await estimates('stored.npz', '--sigma', '0.3', '--seed', '5')
    const data = Float64Array.of(-1.25, -1, -0.25, 0, 0.75, 1)
    const { value, numerical } = await estimateMI({ data, shape: [3, 2] }, { sigma: 0.3, seed: 5 })
    expect(hidden2).toMatchObject({ value, numerical })
  })

  test.each([{ given: 'y' }, { given: 'isodd' }, { given: 'label' }])(
    'labels of an integer, boolean or string type give the same: %j',
    async ({ given }) => {
      const found = await estimates('stored.npz', '--sigma', '0.3', '--given', given)
      const [, hidden2] = found
      const data = Float64Array.of(-1.25, -1, -0.25, 0, 0.75, 1)
      const { value } = await estimateMI({ data, shape: [3, 2] }, { sigma: 0.3, given: [0, 1, 1] })
      expect(hidden2).toMatchObject({ name: 'hidden2', given, value })
      expect(found).toHaveLength(3)
    },
  )

  test('labels may come from a file of their own', async () => {
    writeFileSync(
      'cats.npy',
      npy("{'descr': '|b1', 'fortran_order': False, 'shape': (2,), }", Buffer.of(0, 1)),
    )
    const [found] = await estimates('bpsk.npy', '--sigma', '1', '--given', 'cats.npy')
    expect(found!.given).toBe('cats.npy')
    expect(found!.value).toBeCloseTo(0.336831, 5)
  })

  test("'rows' is every row by itself, whatever lies around", async () => {
    mkdirSync('rows')
    const [plain] = await estimates('bpsk.npy', '--sigma', '1')
    const [named] = await estimates('bpsk.npy', '--sigma', '1', '--given', 'rows')
    expect(named).toEqual(plain)
  })

  test('an array named in --given is no layer', async () => {
    const { exitCode, stderr } = await infoflow(
      'estimate',
      'stored.npz',
      '--sigma',
      '1',
      '--given',
      'hidden1',
    )
    expect(exitCode).toBe(1)
    expect(stderr).toContain("hidden1 holds float32 values, which can't be labels")
  })

  test('the settings reach the estimator', async () => {
    const options = [
      '--sigma',
      '0.5',
      '--population',
      'groups',
      '--given',
      'y',
      '--seed',
      '7',
      '--threads',
      '1',
    ]
    const [found] = await estimates('clusters.npz', ...options, '--method', 'sampled', '--draws', '6000')
    expect(found!.settings).toMatchObject({
      sigma: 0.5,
      population: 'groups',
      seed: 7,
      threads: 1,
      method: 'sampled',
    })
    expect(found!.settings.draws).toBeGreaterThanOrEqual(6000)
    const [wide] = await estimates(
      'bpsk.npy',
      '--sigma',
      '1',
      '--population',
      'complete',
      '--confidence',
      '0.5',
    )
    expect(wide!.interval!.confidence).toBe(0.5)
    const [precise] = await estimates(
      'stored.npz',
      '--sigma',
      '1',
      '--method',
      'sampled',
      '--tolerance',
      '0.0005',
    )
    expect(precise!.numerical.standardError).toBeLessThanOrEqual(0.0005)
  })
})

describe('patterns', () => {
  beforeEach(() => {
    mkdirSync('acts/deep', { recursive: true })
    for (const epoch of [10, 2, 1]) save(`acts/epoch${epoch}.npy`, [[epoch], [-epoch]])
    save('acts/deep/epoch3.npy', [[1], [2]])
    save('acts/[odd].npy', [[1], [2]])
  })

  test.each([
    { args: ['acts/epoch*.npy'], files: ['acts/epoch1.npy', 'acts/epoch2.npy', 'acts/epoch10.npy'] },
    {
      args: ['acts/**/epoch3.npy', 'acts/epoch1*.npy'],
      files: ['acts/deep/epoch3.npy', 'acts/epoch1.npy', 'acts/epoch10.npy'],
    },
    { args: ['acts/epoch2.npy', 'acts/epoch?.npy'], files: ['acts/epoch2.npy', 'acts/epoch1.npy'] },
    { args: ['acts/[odd].npy'], files: ['acts/[odd].npy'] },
    { args: ['acts/epoch{2,1}.npy'], files: ['acts/epoch1.npy', 'acts/epoch2.npy'] },
  ])('$args', async ({ args, files }) => {
    expect((await estimates(...args, '--sigma', '1')).map(({ file }) => file)).toEqual(files)
  })

  test('absolute and upward ones', async () => {
    const absolute = join(process.cwd(), 'acts/epoch1.npy')
    expect((await estimates(`${process.cwd()}/acts/*1.npy`, '--sigma', '1')).map(({ file }) => file)).toEqual(
      [absolute],
    )
    process.chdir('acts/deep')
    expect((await estimates('../epoch?.npy', '--sigma', '1')).map(({ file }) => file)).toEqual([
      '../epoch1.npy',
      '../epoch2.npy',
    ])
  })

  test('one that nothing matches is an error', async () => {
    const { exitCode, stderr, stdout } = await infoflow('estimate', 'acts/*.npz', '--sigma', '1')
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
    expect(stderr).toContain('acts/*.npz: no file matches it')
  })
})
