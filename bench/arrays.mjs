import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export const DIMENSIONS = [2, 5, 12, 64, 784]
export const SIGMA = 0.1
const CENTERS = 10_000
const POINTS = 2048

/**
 * Writes, for each d, the centers (uniform on [−1, 1]^d) and points (one drawn around each of the first centers) that
 * every tool is timed on: centers-d.f64 and points-d.f64, row-major.
 */
export async function writeArrays(folder) {
  await mkdir(folder, { recursive: true })
  const { addon } = (await import('../dist/native/loader.js')).default
  for (const d of DIMENSIONS) {
    const key = (stream) => ({ seed: 0, purpose: 1, stream, step: d })
    const bits = new Uint32Array(CENTERS * d)
    addon().fillBits(bits, key(0))
    const centers = Float64Array.from(bits, (word) => word / 2 ** 31 - 1)
    const points = new Float64Array(POINTS * d)
    addon().fillNormals(points, key(1))
    for (let i = 0; i < points.length; i++) points[i] = centers[i] + SIGMA * points[i]
    await writeFile(join(folder, `centers-${d}.f64`), centers)
    await writeFile(join(folder, `points-${d}.f64`), points)
  }
  return folder
}
