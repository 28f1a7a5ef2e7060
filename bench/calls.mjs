// Times public calls on the arrays of a folder and prints JSON. Usage: node calls.mjs FOLDER SECONDS
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { estimateEntropy } from '../dist/index.js'
import { DIMENSIONS, SIGMA } from './arrays.mjs'

const [folder, least] = [process.argv[2], Number(process.argv[3])]

const read = (name, d) => {
  const { buffer, byteOffset, byteLength } = readFileSync(join(folder, `${name}-${d}.f64`))
  const data = new Float64Array(buffer.slice(byteOffset, byteOffset + byteLength))
  return { data, shape: [data.length / d, d] }
}

const firstRows = ({ data, shape: [, d] }, n) => ({ data: data.subarray(0, n * d), shape: [n, d] })

/** The best of as many runs as fit into the time, at least one, after a first that warms up. */
async function secondsOf(call) {
  await call()
  let best = Number.POSITIVE_INFINITY
  for (const start = performance.now(); performance.now() - start < 1000 * least || best === Infinity; ) {
    const begin = performance.now()
    await call()
    best = Math.min(best, (performance.now() - begin) / 1000)
  }
  return best
}

/** One draw a center, so n² pairs; drawing, logarithms and moments included. */
async function entropyRow(samples, threads) {
  const [n, d] = samples.shape
  let isa
  const seconds = await secondsOf(async () => {
    const estimate = await estimateEntropy(samples, { sigma: SIGMA, draws: n, method: 'sampled', threads })
    isa = estimate.settings.isa
  })
  return {
    what: 'estimateEntropy',
    tool: 'infoflow, Node',
    isa,
    n,
    d,
    threads,
    seconds,
    pairsPerSecond: n ** 2 / seconds,
  }
}

const rows = []
for (const d of DIMENSIONS) {
  const centers = read('centers', d)
  const sizes = d === 5 ? [625, 2500, 10_000] : d === 784 ? [2500] : [10_000]
  for (const n of sizes) {
    for (const threads of [1, 2]) rows.push(await entropyRow(firstRows(centers, n), threads))
  }
}
console.log(JSON.stringify(rows))
