import { cacheFolder } from '../paths.mjs'
import { ensureAddon } from './addon.mjs'
import { ensureCMake } from './cmake.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { ensureGoogleBenchmark } from './googleBenchmark.mjs'
import { ensureGoogleTest } from './googleTest.mjs'
import { explain } from './problem.mjs'
import { ensureTfjsNode } from './tfjsNode.mjs'
import { ensureTypeScript } from './typescript.mjs'

/** Only tests, benchmarks or the faster training need these: without them the set-up is a warning short of complete. */
const optional = new Set(['GoogleTest', 'Google Benchmark', 'tfjs-node'])

async function take(name, step) {
  const start = performance.now()
  try {
    const outcome = await step()
    const seconds = (performance.now() - start) / 1000
    console.log(`${name.padEnd(16)} ${outcome}${seconds > 1 ? ` (${seconds.toFixed(0)} s)` : ''}`)
    return true
  } catch (error) {
    if (error.remedies === undefined) throw error
    const verdict = optional.has(name) ? 'warning' : 'failed'
    console.error(`${name.padEnd(16)} ${verdict}: ${explain(error)}`)
    return optional.has(name)
  }
}

async function takeAll(steps) {
  const context = { environment: { ...process.env }, cache: cacheFolder() }
  for (const [name, step] of steps) {
    if (!(await take(name, () => step(context)))) return { ok: false, ...context }
  }
  return { ok: true, ...context }
}

/**
 * Brings a clone from nothing to built, step by step; what is there already is left alone. Prints a line for each
 * step. The `environment` that comes back is for child processes: it knows the tools that had to be fetched.
 */
export const setup = () =>
  takeAll([
    ['npm packages', ensureDependencies],
    ['CMake', ensureCMake],
    ['GoogleTest', ensureGoogleTest],
    ['native addon', ensureAddon],
    ['tfjs-node', ensureTfjsNode],
    ['TypeScript', ensureTypeScript],
  ])

/** The addon and the TypeScript alone. */
export const build = () =>
  takeAll([
    ['CMake', ensureCMake],
    ['native addon', ensureAddon],
    ['TypeScript', ensureTypeScript],
  ])

/** What the benchmarks need beside the peers. */
export const setupBenchmarks = () =>
  takeAll([
    ['npm packages', ensureDependencies],
    ['CMake', ensureCMake],
    ['Google Benchmark', ensureGoogleBenchmark],
    ['native addon', ensureAddon],
    ['TypeScript', ensureTypeScript],
  ])
