import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inRoot } from './paths.mjs'
import { run } from './process.mjs'
import { setup } from './setup/setup.mjs'

/** Every Node line that infoflow supports, by a release that npm serves as node-<platform>-<arch>. */
const VERSIONS = ['20.20.2', '22.23.3', '24.21.0']

const main = inRoot('dist/cli/main.js')

async function ok(command, args) {
  const { code, stdout, output } = await run(command, args, { minutes: 5 })
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}\n${output}`)
  return stdout
}

/** The Node of this version, in `folder`. */
async function node(version, folder) {
  const name = `node-${process.platform}-${process.arch}`
  const quiet = ['--ignore-scripts', '--no-save', '--no-audit', '--no-fund']
  await ok('npm', ['install', '--prefix', folder, ...quiet, `${name}@${version}`])
  return join(folder, 'node_modules', name, 'bin/node')
}

/** What the command finds on this Node: of files that NumPy wrote, and of a network that tfjs-node trains. */
async function findings(binary, folder) {
  const file = inRoot('test/fixtures/numpy/clusters.npz')
  const estimates = await ok(binary, [main, 'estimate', file, '--given', 'y', '--sigma', '1', '--json'])
  const options = ['--epochs', '5', '--snapshots', '2', '--passes', '2', '--backend', 'tensorflow']
  await ok(binary, [main, 'run', 'szt', ...options, '--out', join(folder, 'run')])
  return estimates + (await readFile(join(folder, 'run/estimates.jsonl'), 'utf8'))
}

let failed = (await setup()).ok ? 0 : VERSIONS.length
let first
for (const version of failed ? [] : VERSIONS) {
  const folder = await mkdtemp(join(tmpdir(), 'infoflow-node-'))
  try {
    const found = await findings(await node(version, folder), folder)
    first ??= found
    if (found !== first) throw new Error(`not the same bits as on Node ${VERSIONS[0]}`)
    console.log(`Node ${version}: estimates and trains, the same bits`)
  } catch (error) {
    failed++
    console.log(`Node ${version}: ${error.message}`)
  } finally {
    await rm(folder, { recursive: true })
  }
}
console.log(`${VERSIONS.length - failed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
