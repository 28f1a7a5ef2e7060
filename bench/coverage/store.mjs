// What was measured, kept in build/ for the build that measured it: a stopped run goes on where it was.
import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inRoot } from '../../scripts/paths.mjs'

function fingerprint() {
  const folder = inRoot('dist/estimate')
  const files = readdirSync(folder).filter((name) => name.endsWith('.js'))
  const hash = createHash('sha256').update(readFileSync(inRoot('build/Release/infoflow.node')))
  for (const file of files.sort()) hash.update(readFileSync(join(folder, file)))
  return hash.digest('hex').slice(0, 16)
}

const keyOf = (part, cell) => JSON.stringify([part, cell])

export class Store {
  #path = inRoot('build/coverage', `${fingerprint()}.jsonl`)
  #cells = new Map()

  constructor() {
    mkdirSync(dirname(this.#path), { recursive: true })
    if (!existsSync(this.#path)) return
    const lines = readFileSync(this.#path, 'utf8').split('\n')
    // A line that was cut off has no line break, and is measured again.
    for (const line of lines.slice(0, -1)) this.#take(JSON.parse(line))
  }

  #take({ part, cell, truth, outcomes }) {
    const known = this.of(part, cell)
    if (truth !== undefined) known.truth = truth
    for (const outcome of outcomes ?? []) known.outcomes.set(outcome.seed, outcome)
  }

  /** The truth of a cell, if it is known, and its outcomes by seed. */
  of(part, cell) {
    const key = keyOf(part, cell)
    if (!this.#cells.has(key)) this.#cells.set(key, { truth: undefined, outcomes: new Map() })
    return this.#cells.get(key)
  }

  add(entry) {
    this.#take(entry)
    appendFileSync(this.#path, `${JSON.stringify(entry)}\n`)
  }
}
