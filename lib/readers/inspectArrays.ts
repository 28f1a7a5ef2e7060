import { formatError } from './fileErrors'
import { inspectNpy } from './npyFile'
import { NPY_MAGIC } from './npyHeader'
import { inspectNpz } from './npzFile'
import type { StoredArray } from './storedArray'
import { withFile } from './withFile'

/** How a zip archive begins, and how one without entries does. */
const ZIP_MAGIC = ['PK\x03\x04', 'PK\x05\x06']

/**
 * The arrays in a .npy or .npz file, which its first bytes tell apart: what their headers say; elements are read later.
 * @throws ERR_INFOFLOW_FILE_ACCESS; ERR_INFOFLOW_FILE_FORMAT with the byte where it is wrong
 */
export async function inspectArrays(file: string): Promise<StoredArray[]> {
  const start = await withFile(file, async (handle, size) => {
    if (size === 0) throw formatError({ file }, 0, 'the file is empty; save it again')
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(NPY_MAGIC.length), 0, NPY_MAGIC.length, 0)
    return buffer.subarray(0, bytesRead)
  })
  if (ZIP_MAGIC.includes(start.toString('latin1', 0, 4))) return await inspectNpz(file)
  if (start.equals(NPY_MAGIC)) return [await inspectNpy(file)]
  throw formatError({ file }, 0, 'neither a .npy nor a .npz file; save arrays with numpy.save or numpy.savez')
}
