import { setup } from './setup/setup.mjs'
import { couldNotRun } from './suites/count.mjs'
import { suites } from './suites/suites.mjs'

function row({ name, passed, failed, notRun, seconds }) {
  const columns = [name.padEnd(22), ...[passed, failed, notRun.length].map((n) => String(n).padStart(7))]
  return `${columns.join('')}${seconds.toFixed(1).padStart(9)} s`
}

async function runSuite({ name, minutes, run }, environment) {
  console.log(`running ${name} (at most ${minutes} min)`)
  const start = performance.now()
  const result = await run({ environment, minutes }).catch((error) => couldNotRun(error.stack))
  if (result.failed > 0) console.log(`${result.output}\n--- ${name}: ${result.failed} failed`)
  return { name, ...result, seconds: (performance.now() - start) / 1000 }
}

const { ok, environment } = await setup()
const results = []
if (ok) for (const suite of suites) results.push(await runSuite(suite, environment))
else for (const { name } of suites) results.push({ name, ...couldNotRun(''), seconds: 0 })

console.log(`\n${'suite'.padEnd(22)} passed failed not run    time`)
for (const result of results) console.log(row(result))
const notRun = results.flatMap((result) => result.notRun)
if (notRun.length > 0) console.log(`\nnot run:\n${notRun.map((name) => `  ${name}`).join('\n')}`)

const total = (key) => results.reduce((sum, result) => sum + result[key], 0)
process.exitCode = total('failed') > 0 ? 1 : 0
console.log(`\n${total('passed')} passed, ${total('failed')} failed`)
