// How the time of logDensity grows with the number of centers and points, n of each.
const PROBLEMS = [
  { centers: 'uniform', d: 2, sigma: 0.1, tolerance: 1e-10, largest: 1_000_000 },
  { centers: '4096 distinct', d: 2, sigma: 0.05, tolerance: 1e-12, largest: 1_000_000 },
  { centers: '4096 distinct', d: 5, sigma: 0.05, tolerance: 1e-12, largest: 1_000_000 },
  { centers: '4096 distinct', d: 10, sigma: 0.05, tolerance: 1e-12, largest: 1_000_000 },
  { centers: '16 clusters', d: 2, sigma: 0.005, tolerance: 1e-12, largest: 1_000_000 },
  { centers: '16 clusters', d: 5, sigma: 0.005, tolerance: 1e-12, largest: 1_000_000 },
  { centers: 'uniform', d: 5, sigma: 0.1, tolerance: 1e-6, largest: 1_000_000 },
]
const CLUSTERS = 16
const DISTINCT = 4096
/** Standard deviation inside a cluster. */
const SPREAD = 0.02

/** Centers in [−1, 1]^d, and a point drawn around each. `key(stream)` names their random numbers. */
function arrays(addon, key, { centers: kind, d, sigma }, n) {
  const bits = new Uint32Array(n * d)
  addon.fillBits(bits, key(0))
  const rows = { uniform: n, '4096 distinct': DISTINCT, '16 clusters': CLUSTERS }[kind]
  const centers = Float64Array.from(bits, (_, i) => bits[i % (rows * d)] / 2 ** 31 - 1)
  const normals = new Float64Array(n * d)
  if (kind === '16 clusters') {
    addon.fillNormals(normals, key(2))
    for (let i = 0; i < normals.length; i++) centers[i] += SPREAD * normals[i]
  }
  addon.fillNormals(normals, key(1))
  return { centers, points: normals.map((z, i) => centers[i] + sigma * z) }
}

/** The best of two runs at each n, with all the cores of this process. */
export async function measureScaling() {
  const { addon } = (await import('../dist/native/loader.js')).default
  const { problemKey } = (await import('../dist/bench/problem.js')).default
  const { logDensity } = (await import('../dist/index.js')).default
  const { isa, cores } = addon().cpu()
  const rows = []
  for (const problem of PROBLEMS) {
    const { centers: kind, d, sigma, tolerance, largest } = problem
    for (const n of [largest / 4, largest / 2, largest]) {
      const { centers, points } = arrays(addon(), (stream) => problemKey(d, stream), problem, n)
      const shape = [n, d]
      let [seconds, cpuSeconds] = [Infinity, Infinity]
      for (let run = 0; run < 2; run++) {
        const cpu = process.cpuUsage()
        const begin = performance.now()
        await logDensity({ data: points, shape }, { samples: { data: centers, shape }, sigma, tolerance })
        const { user, system } = process.cpuUsage(cpu)
        seconds = Math.min(seconds, (performance.now() - begin) / 1e3)
        cpuSeconds = Math.min(cpuSeconds, (user + system) / 1e6)
      }
      const what = `${kind}, σ = ${sigma}, to ${tolerance}`
      rows.push({
        what: 'scaling',
        tool: 'infoflow, Node',
        isa,
        problem: what,
        d,
        n,
        threads: cores,
        seconds,
        cpuSeconds,
      })
    }
    console.log(`scaling, d = ${d}, ${kind}: measured`)
  }
  return rows
}
