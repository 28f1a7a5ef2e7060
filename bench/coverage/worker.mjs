// A process that does what its parent sends: the truth of a cell (no seeds), or some of its replications.
import { PARTS } from './parts.mjs'

process.on('message', async ({ part, cell, seeds }) => {
  const { truth, replicate } = PARTS[part]
  if (seeds === undefined) {
    process.send({ truth: await truth(cell) })
    return
  }
  const outcomes = []
  for (const seed of seeds) outcomes.push({ seed, ...(await replicate(cell, seed)) })
  process.send({ outcomes })
})
