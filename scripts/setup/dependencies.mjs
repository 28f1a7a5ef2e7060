import { existsSync, readFileSync } from 'node:fs'
import { root } from '../paths.mjs'
import { run } from '../process.mjs'
import { lastLines, SetupProblem } from './problem.mjs'

/**
 * What of `installed` (node_modules/.package-lock.json) is not as `wanted` (package-lock.json) says, or undefined.
 * Optional packages may be absent: npm leaves out those of other platforms.
 */
export function firstDifference(wanted, installed) {
  for (const [path, { version, integrity, optional, devOptional, peer }] of Object.entries(wanted.packages)) {
    if (path === '') continue
    const found = installed.packages[path]
    if (found?.version === version && found.integrity === integrity) continue
    if (!found && (optional || devOptional || peer)) continue
    return path
  }
  return Object.keys(installed.packages).find((path) => !(path in wanted.packages))
}

function packagesDiffer(folder) {
  const lock = (path) => JSON.parse(readFileSync(`${folder}/${path}`, 'utf8'))
  if (!existsSync(`${folder}/node_modules/.package-lock.json`)) return true
  return firstDifference(lock('package-lock.json'), lock('node_modules/.package-lock.json')) !== undefined
}

/** node_modules as package-lock.json says. Install scripts stay off (.npmrc): the steps after this do their work. */
export async function ensureDependencies() {
  if (!packagesDiffer(root)) return 'already there'
  const { code, output } = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  if (code === 0) return 'installed by npm ci'
  throw new SetupProblem(`npm ci failed:\n${lastLines(output)}`, [
    'Check that the package registry can be reached (npm ping; npm config get registry).',
    'If package-lock.json does not fit package.json: npm install --package-lock-only, then try again.',
  ])
}
