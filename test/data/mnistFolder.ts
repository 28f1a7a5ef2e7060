import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { withFolder } from '../experiments/runFolder'

export const IMAGES = 't10k-images-idx3-ubyte'
export const LABELS = 't10k-labels-idx1-ubyte'

/** Runs `use` with a new folder and, as the cache, another. */
export async function withCache<T>(use: (folder: string, cache: string) => Promise<T>): Promise<T> {
  return await withFolder(async (folder) => {
    const before = process.env.INFOFLOW_CACHE
    const cache = `${folder}-cache`
    process.env.INFOFLOW_CACHE = cache
    mkdirSync(folder)
    try {
      return await use(folder, join(cache, 'mnist'))
    } finally {
      if (before === undefined) delete process.env.INFOFLOW_CACHE
      else process.env.INFOFLOW_CACHE = before
    }
  })
}

/** Puts an official file of `shared` into a folder, as it is published or inflated. */
export function place(shared: string, folder: string, name: string, inflated = false): void {
  const source = join(shared, `${name}.gz`)
  if (inflated) writeFileSync(join(folder, name), gunzipSync(readFileSync(source)))
  else copyFileSync(source, join(folder, `${name}.gz`))
}
