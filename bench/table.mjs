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

/** The whole result for people, in Markdown. */
export function markdownTable({ machine, versions, rows }) {
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
  return `${parts.join('\n\n')}\n`
}
