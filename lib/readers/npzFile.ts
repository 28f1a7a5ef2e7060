import type { FileHandle } from 'node:fs/promises'
import { type Entry, fromRandomAccessReaderPromise, type ZipFile } from 'yauzl'
import { crc32 } from './crc32'
import { formatError } from './fileErrors'
import { FileRanges } from './fileRanges'
import { type NpyBytes, readerOfChunks } from './npyBytes'
import { readNpyHeader } from './npyHeader'
import { type LoadedArray, readElements, type StoredArray } from './storedArray'
import { withFile } from './withFile'

/** No deflated data inflates to more times its size. */
const LARGEST_DEFLATE_RATIO = 1032

/** Fixed parts of an entry's headers, beside its data and in the directory. */
const HEADERS_BYTES = 30 + 46

const SUFFIX = '.npy'

/**
 * The arrays in a .npz file, in its order; entries that are not .npy files are left out. Nothing is written anywhere,
 * whatever the entries are called.
 * @throws ERR_INFOFLOW_FILE_FORMAT, ERR_INFOFLOW_FILE_ACCESS
 */
export async function inspectNpz(file: string): Promise<StoredArray[]> {
  return await withArchive(file, async (zip, entries) => {
    const arrays: StoredArray[] = []
    for (const entry of entries) {
      const header = await readEntry(file, zip, entry, readNpyHeader)
      const name = entry.fileName.slice(0, -SUFFIX.length)
      arrays.push({ ...header, file, name, load: () => load(file, name) })
    }
    return arrays
  })
}

async function load(file: string, name: string): Promise<LoadedArray> {
  return await withArchive(file, async (zip, entries) => {
    const entry = entries.find(({ fileName }) => fileName === name + SUFFIX)
    if (entry === undefined)
      throw formatError({ file }, 0, `the array '${name}' has gone; the file has changed`)
    return await readEntry(file, zip, entry, async (source) => {
      const header = await readNpyHeader(source)
      return { ...header, file, name, bytes: await readElements(header, source) }
    })
  })
}

/** Opens an archive and checks what its directory says of the arrays. */
async function withArchive<T>(file: string, use: (zip: ZipFile, entries: Entry[]) => Promise<T>): Promise<T> {
  return await withFile(file, async (handle, size) => {
    const zip = await openArchive(file, handle, size)
    const entries: Entry[] = []
    try {
      for await (const entry of zip.eachEntry()) entries.push(entry)
    } catch (error) {
      throw formatError({ file }, Math.min(Number(zip.readEntryCursor), size), describe(error), error)
    }
    const arrays = entries.filter(({ fileName }) => fileName.endsWith(SUFFIX))
    checkDirectory(file, size, arrays)
    return await use(zip, arrays)
  })
}

async function openArchive(file: string, handle: FileHandle, size: number): Promise<ZipFile> {
  const options = { autoClose: false, strictFileNames: true }
  try {
    return await fromRandomAccessReaderPromise(new FileRanges(handle, size), size, options)
  } catch (error) {
    throw formatError({ file }, size, describe(error), error)
  }
}

/** Refuses lies that can be told before anything is inflated. */
function checkDirectory(file: string, size: number, entries: readonly Entry[]): void {
  const names = new Set<string>()
  let bytes = 0
  for (const entry of entries) {
    const { fileName, compressedSize, uncompressedSize } = entry
    const fail = (problem: string) => formatError({ file }, entry.relativeOffsetOfLocalHeader, problem)
    if (names.has(fileName)) throw fail(`a second entry ${fileName}`)
    names.add(fileName)
    if (!entry.canDecodeFileData()) {
      throw fail(`${fileName} is encrypted or compressed by a method other than deflate; use numpy.savez`)
    }
    if (uncompressedSize > LARGEST_DEFLATE_RATIO * compressedSize) {
      throw fail(`${fileName} can't be ${uncompressedSize} bytes: it has ${compressedSize} compressed ones`)
    }
    bytes += compressedSize + HEADERS_BYTES + 2 * entry.fileNameLength
    // Entries that share bytes let a small file claim any amount of data.
    if (bytes > size)
      throw fail(`up to ${fileName} the entries claim more bytes than the file has, or share some`)
  }
}

async function readEntry<T>(
  file: string,
  zip: ZipFile,
  entry: Entry,
  use: (bytes: NpyBytes) => Promise<T>,
): Promise<T> {
  const chunks = inflated(file, zip, entry)
  try {
    return await use({
      size: entry.uncompressedSize,
      read: readerOfChunks(chunks),
      fail: (offset, problem, cause) => formatError({ file, entry: entry.fileName }, offset, problem, cause),
    })
  } finally {
    await chunks.return()
  }
}

/** The data of an entry; its size is checked as it comes and its checksum at the end. */
async function* inflated(file: string, zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array, void, void> {
  let offset = 0
  let crc = 0
  try {
    const stream = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      offset += chunk.length
      crc = crc32(chunk, crc)
      yield chunk
    }
  } catch (error) {
    throw formatError({ file, entry: entry.fileName }, offset, describe(error), error)
  }
  if (crc !== entry.crc32) {
    throw formatError(
      { file, entry: entry.fileName },
      offset,
      'its checksum (CRC-32) is wrong: it is damaged',
    )
  }
}

const describe = (error: unknown) => `the archive is damaged: ${(error as Error).message}; save it again`
