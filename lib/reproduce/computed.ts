import { createHash } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeAtomically } from '../runs/writeAtomically'
import { version } from '../version'

/**
 * What `make` gives for these settings, kept as a file of its own in `folder`: the name holds a hash of the settings and
 * our version, so that others are computed beside it. A file that is damaged is computed anew.
 * @param make gives plain JSON, the same whenever the settings are
 */
export async function computed<T>(
  folder: string,
  name: string,
  settings: Record<string, unknown>,
  make: () => Promise<T>,
): Promise<{ value: T; kept: boolean }> {
  const key = { version, name, settings }
  const hash = createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 12)
  const path = join(folder, `${name}-${hash}.json`)
  const found = await readFile(path, 'utf8')
    .then(JSON.parse)
    .catch(() => null)
  if (found !== null) return { value: found.value, kept: true }
  const text = JSON.stringify({ ...key, value: await make() })
  await mkdir(folder, { recursive: true })
  await writeAtomically(path, `${text}\n`)
  // As it will be read the next time: JSON has no undefined, and no numbers that are not finite.
  return { value: JSON.parse(text).value, kept: false }
}
