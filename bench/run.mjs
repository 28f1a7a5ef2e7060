import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { inRoot } from '../scripts/paths.mjs'
import { setupBenchmarks } from '../scripts/setup/setup.mjs'
import { writeArrays } from './arrays.mjs'
import { machine } from './machine.mjs'
import { measureKernels } from './nativeKernels.mjs'
import { measureCalls } from './nodeCalls.mjs'
import { FAMILIES, measurePeers } from './peers.mjs'
import { measureScaling } from './scaling.mjs'

const HELP = `npm run bench -- [options]
  --peers LIST    of ${Object.keys(FAMILIES).join(', ')}, or all, or none; default all but torch, whose
                  wheel for Linux brings 4 GB of CUDA libraries with it
  --seconds S     least time for each figure; default 1
  --out FOLDER    where bench.json, table.md and roofline.svg go; default build/bench`

function readOptions() {
  const options = {
    peers: {
      type: 'string',
      default: Object.keys(FAMILIES)
        .filter((name) => name !== 'torch')
        .join(),
    },
    seconds: { type: 'string', default: '1' },
    out: { type: 'string', default: inRoot('build/bench/results') },
    help: { type: 'boolean', default: false },
  }
  const { peers, seconds, out, help } = parseArgs({ options }).values
  const names = { all: Object.keys(FAMILIES), none: [] }[peers] ?? peers.split(',')
  const unknown = names.find((name) => !(name in FAMILIES))
  if (unknown !== undefined) throw new Error(`--peers: ${unknown} is not known`)
  if (!(Number(seconds) > 0)) throw new Error(`--seconds: ${seconds} is not a positive number`)
  return { peers: names, seconds: Number(seconds), out: resolve(out), help }
}

async function bench({ peers, seconds, out }) {
  const context = await setupBenchmarks()
  if (!context.ok) return false
  // Both need what the set-up has just installed and compiled.
  const { markdownTable } = await import('./table.mjs')
  const { rooflineSvg } = await import('./roofline.mjs')
  await mkdir(out, { recursive: true })
  const arrays = await writeArrays(inRoot('build/bench/arrays'))
  const kernels = await measureKernels(context, seconds)
  const calls = await measureCalls(seconds)
  const scaling = await measureScaling()
  const { rows: others, versions } = await measurePeers(context, peers, arrays, seconds)
  const result = {
    schema: 1,
    machine: machine(),
    versions,
    rows: [...kernels, ...calls, ...scaling, ...others],
  }
  const table = markdownTable(result)
  await writeFile(join(out, 'bench.json'), `${JSON.stringify(result, null, 1)}\n`)
  await writeFile(join(out, 'table.md'), table)
  await writeFile(join(out, 'roofline.svg'), rooflineSvg(result))
  console.log(`\n${table}\nbench.json, table.md and roofline.svg are in ${out}`)
  return true
}

try {
  const options = readOptions()
  if (options.help) console.log(HELP)
  else if (!(await bench(options))) process.exitCode = 1
} catch (error) {
  console.error(`${error.message}\n\n${HELP}`)
  process.exitCode = 2
}
