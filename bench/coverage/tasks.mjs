import { PARTS } from './parts.mjs'

const SEEDS_PER_TASK = 25

/** The words of a cell, to choose by. */
export const nameOf = (part, cell) => `${part} ${Object.entries(cell).flat().join(' ')}`

export function chosenCells(parts, only) {
  const all = parts.flatMap((part) => PARTS[part].cells().map((cell) => ({ part, cell })))
  return all.filter(({ part, cell }) =>
    only.every((words) => ` ${nameOf(part, cell)} `.includes(` ${words} `)),
  )
}

/**
 * What the store lacks: first the truths, then replications, a few of every cell before more of any, so that a run that
 * is stopped has a table too. Ends at `deadline`.
 */
export function* missingTasks(chosen, { replications, store, deadline }) {
  for (const { part, cell } of chosen) {
    if (Date.now() > deadline) return
    if (store.of(part, cell).truth === undefined) yield { part, cell }
  }
  const counts = chosen.map(({ part }) => Math.min(replications, PARTS[part].replications))
  for (let first = 0; first < Math.max(...counts); first += SEEDS_PER_TASK) {
    for (const [i, { part, cell }] of chosen.entries()) {
      const { outcomes } = store.of(part, cell)
      const size = Math.max(0, Math.min(SEEDS_PER_TASK, counts[i] - first))
      const seeds = Array.from({ length: size }, (_, k) => first + k).filter((seed) => !outcomes.has(seed))
      if (Date.now() > deadline) return
      if (seeds.length > 0) yield { part, cell, seeds }
    }
  }
}
