import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Writes lib/bench's problem for each d: centers-d.f64 and points-d.f64, row-major. */
export async function writeArrays(folder) {
  await mkdir(folder, { recursive: true })
  const { DIMENSIONS, problem } = (await import('../dist/bench/problem.js')).default
  for (const d of DIMENSIONS) {
    const { centers, points } = problem(d)
    await writeFile(join(folder, `centers-${d}.f64`), centers.data)
    await writeFile(join(folder, `points-${d}.f64`), points.data)
  }
  return folder
}
