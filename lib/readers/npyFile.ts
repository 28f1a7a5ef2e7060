import { parse } from 'node:path'
import { bytesOfFile } from './npyBytes'
import { readNpyHeader } from './npyHeader'
import { type LoadedArray, readElements, type StoredArray } from './storedArray'
import { withFile } from './withFile'

/** The array in a .npy file. @throws ERR_INFOFLOW_FILE_FORMAT, ERR_INFOFLOW_FILE_ACCESS */
export async function inspectNpy(file: string): Promise<StoredArray> {
  const header = await withFile(file, (handle, size) => readNpyHeader(bytesOfFile(file, handle, size)))
  const { name } = parse(file)
  return { ...header, file, name, load: () => load(file, name) }
}

async function load(file: string, name: string): Promise<LoadedArray> {
  return await withFile(file, async (handle, size) => {
    const source = bytesOfFile(file, handle, size)
    const header = await readNpyHeader(source)
    return { ...header, file, name, bytes: await readElements(header, source) }
  })
}
