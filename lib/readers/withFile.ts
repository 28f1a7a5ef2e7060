import { type FileHandle, open } from 'node:fs/promises'
import { failure } from '../errors'
import { accessError } from './fileErrors'

/** Opens a file, lets `use` read it, and closes it. @throws ERR_INFOFLOW_FILE_ACCESS */
export async function withFile<T>(
  file: string,
  use: (handle: FileHandle, size: number) => Promise<T>,
): Promise<T> {
  const handle = await open(file).catch((error: unknown) => {
    throw accessError(file, error)
  })
  try {
    const stat = await handle.stat()
    if (!stat.isFile()) {
      throw failure('ERR_INFOFLOW_FILE_ACCESS', `${file}: it is not a file; name one`)
    }
    return await use(handle, stat.size)
  } catch (error) {
    if (isSystemError(error)) throw accessError(file, error)
    throw error
  } finally {
    await handle.close()
  }
}

function isSystemError(error: unknown): boolean {
  return error !== null && typeof error === 'object' && 'syscall' in error
}
