// All 4096 inputs × m noisy passes of each hidden layer of the 12-bit network, I(X;T) and I(Y;T) in one call: seconds to a
// standard error; then milliseconds from an abort to its end, while points are drawn, and at several times while a million
// rows are laid out for it. Trains for a few seconds first.
import { availableParallelism } from 'node:os'
import { createNetwork, propagate } from 'infoflow/network'
import { loadBackend, train } from 'infoflow/training'
import { twelveBitData } from '../dist/data/twelveBit.js'
import { estimateMIGiven } from '../dist/estimate/estimateMIGiven.js'
import { fillNormals } from '../dist/random/random.js'
import { printRow } from './printRow.mjs'

const SIGMA = 0.1
const CASES = [
  { passes: 16, tolerance: 3e-3, population: 'complete' },
  { passes: 16, tolerance: 1e-3, population: 'complete' },
  { passes: 64, tolerance: 5e-3, population: 'groups' },
]
const network = createNetwork({ widths: [12, 10, 7, 5, 4, 3, 2], activation: 'tanh', sigma: SIGMA, seed: 0 })
const backend = await loadBackend({ backend: 'auto' })
const data = twelveBitData()
await train(backend.tf, network, data, { epochs: 100, batchSize: 512, learningRate: 0.005 })

const row = (...cells) => printRow(11, cells)
console.log(`${availableParallelism()} cores, ${backend.name}`)
row('layer', 'units', 'passes', 'wanted', 'I(X;T)', 'error', 'width', 'draws', 'seconds')
for (const { passes, tolerance, population } of CASES) {
  for (const { layer, centers, inputs } of await propagate(backend.tf, network, data.inputs, { passes })) {
    if (layer === 1) continue
    const given = { x: inputs, y: inputs.map((input) => data.labels[input]) }
    const started = performance.now()
    const { x } = await estimateMIGiven(centers, given, { sigma: SIGMA, tolerance, population })
    const seconds = (performance.now() - started) / 1000
    const width = (x.interval.high - x.interval.low).toPrecision(3)
    const cells = [
      x.value.toFixed(4),
      x.numerical.standardError.toExponential(1),
      width,
      x.settings.draws,
      seconds.toFixed(2),
    ]
    row(layer, centers.shape[1], passes, tolerance, ...cells)
  }
}

/** Until the call rejects and the next one has been let in. Aborts after `delay` ms, or at the first progress. */
async function millisecondsToAbort(samples, given, delay) {
  const controller = new AbortController()
  let aborted = 0
  const abort = () => {
    aborted ||= performance.now()
    controller.abort()
  }
  const options = { sigma: SIGMA, tolerance: 1e-6, population: 'groups', signal: controller.signal }
  const call = estimateMIGiven(
    samples,
    { given },
    delay === undefined ? { ...options, onProgress: abort } : options,
  )
  if (delay !== undefined) setTimeout(abort, delay)
  await call.catch(() => {})
  await estimateMIGiven([[0], [1]], { given: [0, 1] }, { sigma: 1 })
  return performance.now() - aborted
}

row('layer', 'units', 'passes', 'abort, ms')
for (const { layer, centers, inputs } of await propagate(backend.tf, network, data.inputs, { passes: 64 })) {
  row(layer, centers.shape[1], 64, (await millisecondsToAbort(centers, inputs)).toFixed(1))
}

const ROWS = 1_000_000
row('rows', 'd', 'after, ms', 'abort, ms')
for (const d of [2, 10]) {
  const samples = {
    data: fillNormals(new Float64Array(ROWS * d), { seed: 1, purpose: 'measuringNoise' }),
    shape: [ROWS, d],
  }
  const given = Int32Array.from({ length: ROWS }, (_, i) => i >> 6)
  for (const delay of [10, 100, 300, 600, 1000, 2000]) {
    row(ROWS, d, delay, (await millisecondsToAbort(samples, given, delay)).toFixed(1))
  }
}
