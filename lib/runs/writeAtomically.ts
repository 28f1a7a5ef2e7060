import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { failure } from '../errors'

/**
 * Writes a whole file in one go: whenever the process is killed, the path holds the old contents or the new ones,
 * never a part. By a temporary file beside it and a rename, both synced to the disk.
 * @throws ERR_INFOFLOW_FILE_ACCESS, with nothing left behind
 */
export async function writeAtomically(path: string, contents: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`
  try {
    await withFile(temporary, 'w', async (file) => {
      await file.writeFile(contents)
      await file.sync()
    })
    await rename(temporary, path)
    // A rename is on the disk only once its folder is. Windows can't open a folder, and keeps renames by itself.
    if (process.platform !== 'win32') await withFile(dirname(path), 'r', (folder) => folder.sync())
  } catch (cause) {
    await rm(temporary, { force: true })
    throw failure('ERR_INFOFLOW_FILE_ACCESS', `cannot write ${path}: ${(cause as Error).message}`, { cause })
  }
}

async function withFile(path: string, flags: string, use: (file: FileHandle) => Promise<void>) {
  const file = await open(path, flags)
  try {
    await use(file)
  } finally {
    await file.close()
  }
}
