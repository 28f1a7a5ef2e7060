import { inRoot } from '../scripts/paths.mjs'
import { runNode } from '../scripts/process.mjs'
import { lastLines } from '../scripts/setup/problem.mjs'

/** Public calls from Node at each SIMD level, each level in a process of its own: see calls.mjs. */
export async function measureCalls(seconds) {
  const { addon } = (await import('../dist/native/loader.js')).default
  const rows = []
  for (const isa of addon()
    .cpu()
    .levels.filter((level) => level !== 'baseline')) {
    const environment = { ...process.env, INFOFLOW_ISA: isa }
    const call = runNode(inRoot('bench/calls.mjs'), [String(seconds)], { environment })
    const { code, stdout, output } = await call
    if (code !== 0) throw new Error(`bench/calls.mjs failed:\n${lastLines(output)}`)
    rows.push(
      ...JSON.parse(stdout).map(({ call: what, ...row }) => ({ what, tool: 'infoflow, Node', ...row })),
    )
    console.log(`Node calls, ${isa.padEnd(6)} measured`)
  }
  return rows
}
