import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { pack } from '../../scripts/package/pack.mjs'
import { prebuild, prebuiltBinary } from '../../scripts/package/prebuild.mjs'
import { inRoot, packageCommand, root } from '../../scripts/paths.mjs'
import { run, runNode } from '../../scripts/process.mjs'

/**
 * The binary of this platform packs to .9 MB (2.1 MB stripped: kernels for three SIMD levels), the compiled TypeScript with
 * its source maps to .65, the C++ sources to .2. Much more means that something got in that nobody asked for.
 */
const LARGEST_TARBALL_BYTES = 2.2e6

/** I(X;T) of two points one σ from the middle, by quadrature (a published 6-decimal value), nats. */
const TWO_POINTS_NATS = 0.336831
const ROUNDING = 5e-7

/** Prints the estimates of both methods; run by `import` and by `require`. */
const program = (load) => `${load}
const samples = { data: Float64Array.of(-1, 1), shape: [2, 1] }
async function main() {
  const sampled = await estimateMI(samples, { sigma: 1, population: 'complete', method: 'sampled', draws: 100000 })
  const exact = await estimateMI(samples, { sigma: 1, population: 'complete', method: 'quadrature', tolerance: 1e-3 })
  console.log(JSON.stringify({ sampled, exact }))
}
main()
`

let packed
let project

async function ok(result) {
  const { code, stdout, output } = await result
  assert.equal(code, 0, output)
  return stdout
}

before(async () => {
  await prebuild()
  packed = await pack()
  project = await mkdtemp(join(tmpdir(), 'infoflow-package-'))
  await writeFile(join(project, 'package.json'), '{ "private": true }')
  const quiet = ['--no-audit', '--no-fund', '--prefer-offline']
  await ok(
    run('npm', ['install', '--ignore-scripts', '--omit=optional', ...quiet, packed.tarball], {
      cwd: project,
    }),
  )
})

after(async () => {
  if (project) await rm(project, { recursive: true })
})

test('the tarball holds what is needed to run and to build, and nothing else', () => {
  const allowed =
    /^(dist\/.+\.(js|css|d\.ts|js\.map)|prebuilds\/[\w-]+\/infoflow(\.glibc|\.musl)?\.node|native\/(core|binding)\/.+\.(h|cpp)|native\/sources\.json|binding\.gyp|package\.json|README\.md|LICENSE)$/
  assert.deepEqual(
    packed.paths.filter((path) => !allowed.test(path)),
    [],
  )
  for (const needed of [
    'dist/index.js',
    'dist/cli/main.js',
    'binding.gyp',
    'LICENSE',
    'README.md',
    prebuiltBinary,
  ]) {
    assert.ok(packed.paths.includes(needed), `${needed} is missing`)
  }
})

test('the tarball is small', () => {
  assert.ok(packed.bytes < LARGEST_TARBALL_BYTES, `${packed.bytes} bytes`)
})

test('source maps carry their sources, which are not in the package', async () => {
  const dist = join(project, 'node_modules/infoflow/dist')
  const maps = (await readdir(dist, { recursive: true })).filter((name) => name.endsWith('.map'))
  assert.ok(maps.length > 0)
  for (const name of maps) {
    const { sources, sourcesContent } = JSON.parse(await readFile(join(dist, name), 'utf8'))
    assert.equal(
      sourcesContent?.filter((content) => typeof content === 'string').length,
      sources.length,
      name,
    )
  }
})

test('publint finds nothing wrong', async () => {
  await ok(runNode(packageCommand('publint'), [packed.tarball, '--strict']))
})

test('the types are right for every way of resolving them', async () => {
  // Node 10's resolution knows no subpath exports; it is older than every Node that is supported.
  await ok(runNode(packageCommand('@arethetypeswrong/cli', 'attw'), [packed.tarball, '--profile', 'node16']))
})

test('the published binary needs nothing that a bare image lacks', async () => {
  const dynamic = await ok(run('readelf', ['--dynamic', '--wide', inRoot(prebuiltBinary)]))
  const needed = [...dynamic.matchAll(/\(NEEDED\).*\[(.+)\]/g)].map(([, library]) => library)
  const common = /^(libc|libm|libstdc\+\+|libgcc_s|libpthread|ld-linux[\w-]*)\.so\.\d+$/
  assert.ok(needed.length > 0, dynamic)
  assert.deepEqual(
    needed.filter((library) => !common.test(library)),
    [],
  )
  assert.match(dynamic, /NODELETE/)
})

for (const [file, load] of [
  ['estimate.mjs', "import { estimateMI } from 'infoflow'"],
  ['estimate.cjs', "const { estimateMI } = require('infoflow')"],
]) {
  test(`installed with scripts off, ${load} estimates`, async () => {
    await writeFile(join(project, file), program(load))
    const { sampled, exact } = JSON.parse(await ok(runNode(join(project, file), [], { cwd: project })))
    assert.equal(exact.settings.method, 'quadrature')
    assert.ok(Math.abs(exact.value - TWO_POINTS_NATS) <= 1e-6 + ROUNDING, `${exact.value}`)
    assert.equal(sampled.settings.method, 'sampled')
    const { standardError, bound } = sampled.numerical
    assert.ok(standardError > 0)
    assert.ok(
      Math.abs(sampled.value - TWO_POINTS_NATS) <= 5 * standardError + bound + ROUNDING,
      `${sampled.value}`,
    )
  })
}

test('the example of the README runs as it is, and prints what the README says', async () => {
  const readme = await readFile(inRoot('README.md'), 'utf8')
  const [, example, printed] = /^```js\n(.*?)^```\n\nprints\n\n^```\n(.*?)^```$/ms.exec(readme)
  await writeFile(join(project, 'readme.mjs'), example)
  assert.equal(await ok(runNode(join(project, 'readme.mjs'), [], { cwd: project })), printed)
})

test('the installed command answers', async () => {
  const { version } = JSON.parse(await readFile(inRoot('package.json'), 'utf8'))
  const printed = await ok(run('npx', ['--offline', 'infoflow', '--version'], { cwd: project }))
  assert.equal(printed.trim(), version)
})

test('the repository resolves its own name, and loads no TensorFlow for it', async () => {
  const program = `
    import('infoflow').then((module) => {
      if (module.estimateMI !== require('infoflow').estimateMI) throw new Error('two copies')
      const files = [...Object.keys(require.cache), ...process.report.getReport().sharedObjects]
      console.log(JSON.stringify(files))
    })`
  const files = JSON.parse(await ok(run(process.execPath, ['--eval', program], { cwd: root })))
  assert.ok(files.some((file) => file.endsWith('dist/index.js')))
  assert.deepEqual(
    files.filter((file) => /tensorflow|tfjs/.test(file)),
    [],
  )
})
