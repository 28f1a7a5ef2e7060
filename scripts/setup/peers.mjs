import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { inRoot } from '../paths.mjs'
import { run } from '../process.mjs'
import { cached } from './cache.mjs'
import { lastLines, SetupProblem } from './problem.mjs'
import { pythonWithPip } from './wheel.mjs'

const PINS = inRoot('bench/requirements.txt')

/**
 * A folder in the cache with these Python packages and what they need, at the versions of bench/requirements.txt. It
 * goes on PYTHONPATH: nothing is installed into the machine's Python.
 * @param {{ environment: Record<string, string>, cache: string }} context
 * @param {readonly string[]} packages
 */
export async function ensurePeers({ environment, cache }, packages) {
  const python = await pythonWithPip(environment)
  const { stdout: version } = await run(python, ['--version'], { environment })
  const made = JSON.stringify([readFileSync(PINS, 'utf8'), packages, version, process.platform, process.arch])
  const name = `peers-${createHash('sha256').update(made).digest('hex').slice(0, 12)}`
  const folder = await cached(cache, name, async (empty) => {
    const options = ['--quiet', '--only-binary=:all:', `--target=${empty}`, `--constraint=${PINS}`]
    const install = ['-m', 'pip', 'install', ...options, ...packages]
    const { code, output } = await run(python, install, { environment })
    if (code === 0) return
    throw new SetupProblem(`pip could not install ${packages.join(', ')}:\n${lastLines(output)}`, [
      'Check that a Python package index can be reached (pip config list; PIP_INDEX_URL names another one).',
      `Is this Python (${version.trim()}) one that the versions of bench/requirements.txt have wheels for?`,
      'Measure without them: npm run bench -- --peers none',
    ])
  })
  return { python, folder }
}
