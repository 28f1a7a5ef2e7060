import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withServer } from '../data/loopback'
import { IMAGES, LABELS, place, withCache } from '../data/mnistFolder'
import { testWithSharedData } from '../sharedData'
import { infoflow } from './infoflow'

const mnist = (...args: string[]) => infoflow('data', 'mnist', ...args)

testWithSharedData(
  'a folder with the test files: kept in the cache, what is missing is said',
  async (shared) => {
    await withCache(async (_, cache) => {
      const { stdout, stderr, exitCode } = await mnist('--from', shared)
      expect([stderr, exitCode]).toEqual(['', 0])
      expect(stdout).toMatch(/t10k-images-idx3-ubyte +1648877 +10000 × 28 × 28 +0fa7898d/)
      expect(stdout).toMatch(/train-labels-idx1-ubyte +missing/)
      expect(stdout.trimEnd().split('\n').at(-1)).toBe(cache)
      expect(readdirSync(cache)).toEqual([`${IMAGES}.gz`, `${LABELS}.gz`])

      const again = JSON.parse((await mnist('--from', shared, '--json')).stdout)
      expect(again).toMatchObject({
        folder: cache,
        files: [
          {
            name: IMAGES,
            path: join(cache, `${IMAGES}.gz`),
            bytes: 1_648_877,
            shape: [10_000, 28, 28],
            count: 10_000,
          },
          { name: LABELS, bytes: statSync(join(cache, `${LABELS}.gz`)).size, shape: [10_000], count: 10_000 },
        ],
        missing: ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte'],
      })
      expect(again.files[1].sha256).toBe('ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2')
    })
  },
)

testWithSharedData('one inflated file is taken as it is', async (shared) => {
  await withCache(async (folder, cache) => {
    place(shared, folder, LABELS, true)
    const { exitCode } = await mnist('--from', folder)
    expect([exitCode, readdirSync(cache)]).toEqual([0, [LABELS]])
  })
})

test('a mirror without the files: exit code 1, each reason and what to do, nothing on stdout', async () => {
  await withCache(async (_, cache) => {
    await withServer(
      (_, response) => void response.writeHead(404).end(),
      async (address) => {
        const { stdout, stderr, exitCode } = await mnist('--mirror', address)
        expect([stdout, exitCode]).toEqual(['', 1])
        expect(stderr).toContain('Fetching t10k-images-idx3-ubyte.gz (1.6 MB)')
        expect(stderr).toContain(`(${address}: it answers 404)`)
        expect(stderr).toContain('infoflow data mnist --from <folder>')
        expect(stderr).not.toContain('mistake in infoflow')
        expect(readdirSync(cache)).toEqual([])
      },
    )
  })
})

test('an interrupt while a mirror is silent: exit code 130', async () => {
  await withCache(async () => {
    await withServer(
      () => process.emit('SIGINT'),
      async (address) => {
        const { stdout, stderr, exitCode } = await mnist('--mirror', address)
        expect([stdout, exitCode]).toEqual(['', 130])
        expect(stderr).toContain('Interrupted')
      },
    )
  })
})

test.each([
  [['--from', 'a', '--mirror', 'b'], 'exclude each other', 2],
  [['--form', 'a'], "unknown option '--form'", 2],
  [['--from', join(__dirname, 'absent')], 'check the path', 1],
])('%j: %s, exit code %i', async (args, says, code) => {
  const { stdout, stderr, exitCode } = await mnist(...args)
  expect([stdout, exitCode]).toEqual(['', code])
  expect(stderr).toContain(says)
})

test('a file that is not the official one: exit code 1, its path', async () => {
  await withCache(async (folder) => {
    writeFileSync(join(folder, LABELS), '')
    const { stderr, exitCode } = await mnist('--from', folder)
    expect(exitCode).toBe(1)
    expect(stderr).toContain(`${join(folder, LABELS)}, byte 0`)
  })
})
