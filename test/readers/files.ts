import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspectArrays } from '../../lib/readers/inspectArrays'
import type { LoadedArray } from '../../lib/readers/storedArray'

/** A file that NumPy wrote: see test/fixtures/numpy/make.py. */
export const fixture = (name: string) => join(__dirname, '../fixtures/numpy', name)

/** Runs `use` with a path to a file of these bytes, and removes it afterwards. */
export async function withBytes<T>(bytes: Uint8Array, use: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'infoflow-readers-'))
  try {
    const file = join(folder, 'acts.npz')
    writeFileSync(file, bytes)
    return await use(file)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Every array of a file, with its elements. */
export async function loadAll(file: string): Promise<LoadedArray[]> {
  const loaded: LoadedArray[] = []
  for (const array of await inspectArrays(file)) loaded.push(await array.load())
  return loaded
}

/** The error that reading these bytes as a file ends with; a test fails that expects one where there is none. */
export async function readingFails(bytes: Uint8Array): Promise<{ code?: string; message: string }> {
  return await withBytes(bytes, async (file) => {
    const result = await loadAll(file).catch((error: Error) => error)
    if (Array.isArray(result)) throw new Error('it was read without an error')
    return { ...result, message: result.message.replaceAll(file, 'FILE') }
  })
}

/** A .npy file with any header; NumPy pads it to a multiple of 64 bytes, which no reader may rely on. */
export function npy(header: string, elements: Uint8Array = new Uint8Array(0), major = 1): Buffer {
  const text = Buffer.from(header, 'utf8')
  const length = Buffer.alloc(major === 1 ? 2 : 4)
  if (major === 1) length.writeUInt16LE(text.length)
  else length.writeUInt32LE(text.length)
  return Buffer.concat([Buffer.from('\x93NUMPY', 'latin1'), Buffer.of(major, 0), length, text, elements])
}
