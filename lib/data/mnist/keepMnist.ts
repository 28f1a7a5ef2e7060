import { mkdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { cacheFolder } from '../../cacheFolder'
import { failure } from '../../errors'
import { writeAtomically } from '../../runs/writeAtomically'
import { type DownloadOptions, download } from '../download'
import { type MnistFolder, readMnistFolder } from './mnistFolder'
import { MNIST_MIRRORS } from './officialFiles'

/** Where the official files are kept for every use by this user. */
export const mnistCache = () => join(cacheFolder(), 'mnist')

export type FetchOptions = Pick<DownloadOptions, 'signal' | 'onProgress' | 'timeoutMs'> & {
  /** Default: well-known copies of the official files. */
  mirrors?: readonly string[]
}

/**
 * Fetches what is missing or damaged of the official files into the cache.
 * @throws ERR_INFOFLOW_DATA_MISSING with what to do; ERR_INFOFLOW_FILE_ACCESS; `signal.reason`
 */
export async function fetchMnist({
  mirrors = MNIST_MIRRORS,
  ...options
}: FetchOptions = {}): Promise<MnistFolder> {
  const folder = mnistCache()
  const { missing, ...rest } = await readMnistFolder(folder)
  if (missing.length === 0) return { missing, ...rest }
  for (const { problem } of missing) if (problem !== null) options.onProgress?.(problem.message)
  const files = missing.map(({ compressed }) => compressed)
  await download(files, { folder, mirrors, ...options }).catch((error: Error & { code?: string }) => {
    if (error.code !== 'ERR_INFOFLOW_DATA_MISSING') throw error
    const remedy = 'get the files elsewhere and name their folder: infoflow data mnist --from <folder>'
    throw failure('ERR_INFOFLOW_DATA_MISSING', `${error.message}; ${remedy}`, { cause: error })
  })
  return await readMnistFolder(folder)
}

/**
 * Copies what a folder has of the official files into the cache.
 * @throws ERR_INFOFLOW_DATA_MISSING where it has none; ERR_INFOFLOW_FILE_FORMAT where one is not what its name says;
 * ERR_INFOFLOW_FILE_ACCESS
 */
export async function copyMnist(from: string): Promise<MnistFolder> {
  const { found, missing } = await readMnistFolder(from)
  for (const { problem } of missing) if (problem !== null) throw problem
  if (found.length === 0) {
    const names = missing.map(({ name }) => name).join(', ')
    throw failure(
      'ERR_INFOFLOW_DATA_MISSING',
      `${from} has none of ${names}, with or without .gz; check the path`,
    )
  }
  const folder = mnistCache()
  await mkdir(folder, { recursive: true })
  for (const { path } of found) await writeAtomically(join(folder, basename(path)), await readFile(path))
  return await readMnistFolder(folder)
}
