// k-means side by side with scikit-learn and faiss, and silhouettes with scikit-learn, on the same arrays, one core, in
// one run: node bench/clustering.mjs [k-means | silhouette]
// Needs a Python with scikit-learn and faiss-cpu (bench/requirements.txt): PYTHON names it, default python3.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const require = createRequire(import.meta.url)
const { kMeans, silhouette } = require('../dist/clustering/index.js')
const { fillNormals, shuffledIndices } = require('../dist/random/random.js')

const N = 1_000_000
const K = 100
const ITERATIONS = 20
const SILHOUETTE = { n: 60_000, d: 10, classes: 10 }

function normals(length, stream) {
  return fillNormals(new Float32Array(length), { seed: 1, purpose: 'dataSplit', stream })
}

/** Rows around `count` centers of deviation `spread`, in turn; spread 0: one structureless cloud. */
function clouds(n, d, count, spread) {
  const x = normals(n * d, 0)
  const centers = normals(count * d, 1)
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < d; k++) x[i * d + k] += spread * centers[(i % count) * d + k]
  }
  return x
}

/** `count` rows at random, so that clusters get none, one or more of them. */
function someRows(x, d, count) {
  const rows = shuffledIndices(x.length / d, { seed: 1, purpose: 'dataSplit' }).subarray(0, count)
  return Float32Array.from(Array.from(rows, (i) => [...x.subarray(i * d, (i + 1) * d)]).flat())
}

/** What a peer prints about the arrays `files`, by name. */
function peer(files, args) {
  const folder = mkdtempSync(join(tmpdir(), 'infoflow-bench-'))
  try {
    for (const [name, values] of Object.entries(files)) writeFileSync(join(folder, name), values)
    const script = new URL('peers/clustering.py', import.meta.url).pathname
    const [what, ...sizes] = args.map(String)
    const { OPENBLAS_CORETYPE, OPENBLAS_L2_SIZE, ...environment } = process.env
    const env = { ...environment, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' }
    return JSON.parse(
      execFileSync(process.env.PYTHON ?? 'python3', [script, what, folder, ...sizes], { env }),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Seconds of CPU time: on a busy machine those of the wall say more about the others. */
async function bestOf(runs, call) {
  let seconds = Number.POSITIVE_INFINITY
  let result
  for (let run = 0; run < runs; run++) {
    const start = process.cpuUsage()
    result = await call()
    const { user, system } = process.cpuUsage(start)
    seconds = Math.min(seconds, (user + system) / 1e6)
  }
  return { seconds, result }
}

const column = (seconds, ours) => `${seconds.toFixed(2)} s (${(seconds / ours).toFixed(1)}×)`.padEnd(17)

async function benchKMeans() {
  console.log(
    `k-means, n = ${N}, k = ${K}, float32, up to ${ITERATIONS} iterations from the same start, CPU seconds on one core`,
  )
  console.log(
    'd    rows                infoflow   scikit-learn     faiss            iterations   inertia over scikit-learn’s, − 1',
  )
  for (const d of [10, 64]) {
    for (const [name, spread] of [
      [`${K} clusters`, 2],
      ['no structure', 0],
    ]) {
      const x = clouds(N, d, K, spread)
      const start = someRows(x, d, K)
      const options = { tolerance: 0, maxIterations: ITERATIONS, threads: 1 }
      const samples = { data: x, shape: [N, d] }
      const ours = await bestOf(2, () =>
        kMeans(samples, { ...options, start: { data: start, shape: [K, d] } }),
      )
      const theirs = peer({ 'x.f32': x, 'start.f32': start }, ['k-means', N, d, K, ITERATIONS])
      const error = ours.result.inertia / theirs['scikit-learn'].value - 1
      console.log(
        `${String(d).padEnd(5)}${name.padEnd(20)}${ours.seconds.toFixed(2).padEnd(11)}` +
          `${column(theirs['scikit-learn'].seconds, ours.seconds)}${column(theirs.faiss.seconds, ours.seconds)}${String(ours.result.iterations).padEnd(13)}${error.toExponential(0)}`,
      )
    }
  }
}

async function benchSilhouette() {
  const { n, d, classes } = SILHOUETTE
  const x = clouds(n, d, classes, 1)
  const labels = Int32Array.from({ length: n }, (_, i) => i % classes)
  const before = process.resourceUsage().maxRSS
  const ours = await bestOf(1, () => silhouette({ data: x, shape: [n, d] }, { labels, threads: 1 }))
  const megabytes = (process.resourceUsage().maxRSS - before) / 1024
  const theirs = peer({ 'x.f32': x, 'labels.i32': labels }, ['silhouette', n, d])['scikit-learn']
  console.log(`silhouette, n = ${n}, d = ${d}, ${classes} classes, CPU seconds on one core`)
  console.log(
    `infoflow ${ours.seconds.toFixed(2)} s and ${megabytes.toFixed(0)} MB more, scikit-learn ${column(theirs.seconds, ours.seconds)}`,
  )
  console.log(`difference ${Math.abs(ours.result.value - theirs.value).toExponential(0)}`)
}

const what = process.argv[2]
if (what !== 'k-means') await benchSilhouette()
if (what !== 'silhouette') await benchKMeans()
