import { readdirSync } from 'node:fs'
import { inRoot } from '../paths.mjs'
import { run } from '../process.mjs'
import { couldNotRun, counted } from './count.mjs'

/** Counts the closing lines of a TAP report (`# pass 12`); what neither passed nor failed proved nothing. */
export function countReport(output) {
  const count = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(output)?.[1])
  const passed = count('pass')
  const others = ['fail', 'cancelled', 'skipped', 'todo'].map(count)
  const failed = others.reduce((sum, n) => sum + n, 0)
  return Number.isNaN(passed + failed) ? couldNotRun(output) : counted(passed, failed, output)
}

/** The tests of a folder that run on Node's own runner: those of the scripts and of the packed package. */
export async function nodeTest(folder, { environment, minutes }) {
  const files = readdirSync(inRoot(folder)).filter((name) => name.endsWith('.test.mjs'))
  const args = [
    '--test',
    '--test-reporter=tap',
    '--test-concurrency=1',
    ...files.map((file) => `${folder}/${file}`),
  ]
  const { output, timedOut } = await run(process.execPath, args, { environment, minutes })
  return timedOut ? couldNotRun(output) : countReport(output)
}
