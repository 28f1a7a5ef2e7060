// KSG side by side with npeet-plus on the same arrays, in one run: node bench/ksg.mjs
// Needs a Python with npeet-plus 0.2.0 (numpy, scipy, scikit-learn): PYTHON names it, default python3.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const require = createRequire(import.meta.url)
const { ksgMI } = require('../dist/estimators/index.js')
const { fillNormals } = require('../dist/random/random.js')

const SIZES = [4096, 16_384, 100_000]
const DIMENSIONS = [1, 2, 5]

function normals(length, stream) {
  return fillNormals(new Float64Array(length), { seed: 1, purpose: 'dataSplit', stream })
}

async function timed(x, y, n, d, threads) {
  const samples = (data) => ({ data, shape: [n, d] })
  let seconds = Number.POSITIVE_INFINITY
  let value
  for (let run = 0; run < 3; run++) {
    const start = performance.now()
    const estimate = await ksgMI(samples(x), samples(y), {
      k: 3,
      standardize: false,
      ...(threads && { threads }),
    })
    seconds = Math.min(seconds, (performance.now() - start) / 1000)
    value = estimate.value
  }
  return { seconds, value }
}

function peer(x, y, n, d) {
  const folder = mkdtempSync(join(tmpdir(), 'infoflow-bench-'))
  try {
    writeFileSync(join(folder, 'x.f64'), x)
    writeFileSync(join(folder, 'y.f64'), y)
    const script = new URL('peers/ksg.py', import.meta.url).pathname
    return JSON.parse(execFileSync(process.env.PYTHON ?? 'python3', [script, folder, n, d, d].map(String)))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

console.log('KSG 1, k = 3, y = x + noise; seconds, the best of three runs (npeet-plus at 100000: of one)')
console.log('dims   n        npeet-plus   1 thread          all threads       difference, nats')
for (const d of DIMENSIONS) {
  for (const n of SIZES) {
    const x = normals(n * d, 0)
    const noise = normals(n * d, 1)
    const y = x.map((value, i) => value + noise[i])
    const theirs = peer(x, y, n, d)
    const one = await timed(x, y, n, d, 1)
    const all = await timed(x, y, n, d, undefined)
    const column = ({ seconds }) =>
      `${seconds.toFixed(4)} (${(theirs.seconds / seconds).toFixed(1)}×)`.padEnd(18)
    console.log(
      `${d}+${d}    ${String(n).padEnd(9)}${theirs.seconds.toFixed(4).padEnd(13)}${column(one)}${column(all)}${Math.abs(all.value - theirs.value).toExponential(0)}`,
    )
  }
}
