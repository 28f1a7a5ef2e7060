import problems from '../dist/bench/problem.js'

const { DIMENSIONS } = problems

const isPeer = ({ what }) => what === 'log-densities'
const isTuned = ({ tool }) => tool === 'jax-tuned' || tool === 'torch-tuned'

const giga = (x) => (x / 1e9).toPrecision(3)

/** The fastest of the rows with this d. */
const best = (rows, d) => Math.max(...rows.filter((row) => row.d === d).map((row) => row.pairsPerSecond))

function label({ what, tool, isa, n, threads }) {
  const parts = [tool, isa, n && `n = ${n}`, `${threads} ${threads === 1 ? 'thread' : 'threads'}`]
  return [what, parts.filter(Boolean).join(', ')]
}

/** Rows with the same label are one line with a column for each d. */
function lines(rows) {
  const byLabel = new Map()
  for (const row of rows) {
    const key = label(row).join(' | ')
    byLabel.set(key, [...(byLabel.get(key) ?? []), row])
  }
  return byLabel
}

function grid(rows, cell) {
  const head = `| what | how | ${DIMENSIONS.map((d) => `d = ${d}`).join(' | ')} |`
  const rule = `|---|---|${DIMENSIONS.map(() => '---:|').join('')}`
  const body = [...lines(rows)].map(([key, ofLine]) => {
    const cells = DIMENSIONS.map((d) => ofLine.find((row) => row.d === d)).map((row) =>
      row ? cell(row) : '',
    )
    return `| ${key} | ${cells.join(' | ')} |`
  })
  return [head, rule, ...body].join('\n')
}

const table = (head, rows) =>
  [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')

const METHODS = ['all pairs', 'near pairs', 'transform', 'picked']

/** How far the pick is behind the best single method. */
function methodsTable(rows) {
  const problems = [...new Set(rows.map(({ problem }) => problem))]
  const lines = problems.map((problem) => {
    const times = METHODS.map(
      (name) => rows.find(({ method, problem: p }) => method === name && p === problem)?.seconds,
    )
    const least = Math.min(...times.slice(0, -1).filter((time) => time !== undefined))
    const cells = times.map((time) => (time === undefined ? '' : (1000 * time).toPrecision(3)))
    return [problem, ...cells, (times.at(-1) / least).toFixed(2)]
  })
  return table(['problem', ...METHODS, 'picked / best'], lines)
}

/** The exponent is that of CPU time from the smallest n to the largest. */
function scalingTable(rows) {
  const key = ({ problem, d }) => `d = ${d}, ${problem}`
  const lines = [...new Set(rows.map(key))].map((name) => {
    const ofProblem = rows.filter((row) => key(row) === name)
    const [first, last] = [ofProblem[0], ofProblem.at(-1)]
    const exponent = Math.log(last.cpuSeconds / first.cpuSeconds) / Math.log(last.n / first.n)
    const cells = [last.n.toLocaleString('en'), last.seconds.toPrecision(3), last.cpuSeconds.toPrecision(3)]
    return [name, ...cells, exponent.toFixed(2)]
  })
  return table(['log-densities', 'n points and centers', 'seconds', 'CPU seconds', 'exponent in n'], lines)
}

/** The whole result for people, in Markdown. */
export function markdownTable({ machine, versions, rows: all }) {
  const [methods, scaling] = ['methods', 'scaling'].map((what) => all.filter((row) => row.what === what))
  const rows = all.filter(({ pairsPerSecond }) => pairsPerSecond !== undefined)
  const peers = rows.filter(isPeer)
  const ours = rows.filter((row) => !isPeer(row))
  const parts = [
    `${machine.cpu}, ${machine.cores} cores, ${machine.platform}, Node ${machine.node}; ` +
      Object.entries(versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(', '),
    `10⁹ pairs of point and center a second, f64, σ = .1:\n\n${grid(rows, (row) => giga(row.pairsPerSecond))}`,
    `Fraction of the port bound, lanes × vector FMAs a second / (13 + 2d), from d = 10 on / (13 + d):\n\n${grid(
      rows.filter((row) => row.what === 'pair sum' && row.ofBound !== null),
      (row) => row.ofBound.toFixed(2),
    )}`,
  ]
  if (peers.some(isTuned)) {
    const ratio = (row) => (row.pairsPerSecond / best(peers.filter(isTuned), row.d)).toFixed(1)
    const oneCore = ours.filter((row) => row.threads === 1)
    parts.push(`Per core, times the best of JAX and PyTorch tuned:\n\n${grid(oneCore, ratio)}`)
    const hardest = (row) => (row.pairsPerSecond / best(peers, row.d)).toFixed(1)
    parts.push(`Per core, times the best of all peers:\n\n${grid(oneCore, hardest)}`)
  }
  if (methods.length > 0) {
    parts.push(
      `Milliseconds of one core for log-densities, n points and centers, by each method and by the one that is picked:\n\n${methodsTable(methods)}`,
    )
  }
  parts.push(`Growth with n, all cores, a point around each center:\n\n${scalingTable(scaling)}`)
  return `${parts.join('\n\n')}\n`
}
