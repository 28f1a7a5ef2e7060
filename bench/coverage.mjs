// How often the intervals hold the truth. Writes coverage.md and coverage.json beside this file; see --help.
import { writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { version } from 'infoflow'
import { inRoot } from '../scripts/paths.mjs'
import { PARTS } from './coverage/parts.mjs'
import { Store } from './coverage/store.mjs'
import { partTable } from './coverage/table.mjs'
import { chosenCells, missingTasks, nameOf } from './coverage/tasks.mjs'
import { inProcesses } from './coverage/workers.mjs'

const HELP = `npm run coverage -- [options]

  --part NAME          ${Object.keys(PARTS).join(', ')}; may be repeated; default all
  --only WORDS         cells with these words in their names, as in "law uniform d 5"; may be repeated: all must match
  --replications N     at most N a cell; default as in the tables
  --minutes M          stop after M minutes; the next run goes on from there
  --processes P        default: the cores of this machine
  --dry                print the tables, write nothing

What was measured is kept in build/coverage/ for the build that measured it; empty that folder after changing what a cell is.`

const { values } = parseArgs({
  options: {
    part: { type: 'string', multiple: true, default: Object.keys(PARTS) },
    only: { type: 'string', multiple: true, default: [] },
    replications: { type: 'string', default: 'Infinity' },
    minutes: { type: 'string', default: 'Infinity' },
    processes: { type: 'string', default: String(availableParallelism()) },
    dry: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

async function measure(chosen, store) {
  const deadline = Date.now() + Number(values.minutes) * 60_000
  const tasks = missingTasks(chosen, { replications: Number(values.replications), store, deadline })
  await inProcesses(Number(values.processes), tasks, ({ part, cell }, found) => {
    store.add({ part, cell, ...found })
    if (process.stderr.isTTY) process.stderr.write(`\x1b[2K\r${nameOf(part, cell)}`)
  })
  if (process.stderr.isTTY) process.stderr.write('\x1b[2K\r')
}

function rowsOf(part, chosen, store) {
  const rows = []
  for (const { cell } of chosen.filter((each) => each.part === part)) {
    const { truth, outcomes } = store.of(part, cell)
    const known = [...outcomes.values()].sort((a, b) => a.seed - b.seed)
    if (known.length < 2) continue
    rows.push({ ...PARTS[part].summarise(cell, truth, known), replications: known.length })
  }
  return rows
}

function report(tables, settings) {
  const { date, cpu } = settings
  const head = [
    '# Coverage of the intervals',
    `\`npm run coverage\`, infoflow ${version}, ${date}, ${cpu}; confidence 95 %, seeds 0, 1, … (rows and estimate alike), nats.`,
  ]
  const parts = tables.map(({ part, rows }) => partTable(PARTS[part], rows))
  return `${[...head, ...parts].join('\n\n')}\n`
}

if (values.help) {
  console.log(HELP)
} else {
  const chosen = chosenCells(values.part, values.only)
  const store = new Store()
  await measure(chosen, store)
  const settings = {
    version,
    date: new Date().toISOString().slice(0, 10),
    cpu: cpus()[0].model,
    confidence: 0.95,
  }
  const tables = values.part.map((part) => ({ part, rows: rowsOf(part, chosen, store) }))
  const markdown = report(tables, settings)
  console.log(markdown)
  if (!values.dry) {
    writeFileSync(inRoot('bench/coverage.md'), markdown)
    writeFileSync(inRoot('bench/coverage.json'), `${JSON.stringify({ ...settings, tables }, null, 1)}\n`)
  }
}
