import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { failure } from '../errors'
import { writeAtomically } from '../runs/writeAtomically'

/** A file whose bytes are known. */
export interface PublishedFile {
  name: string
  bytes: number
  /** SHA-256 in hexadecimal. */
  sha256: string
}

export interface DownloadOptions {
  /** Made where it does not exist. */
  folder: string
  /** Addresses of folders with the files; the next is tried where one fails. */
  mirrors: readonly string[]
  /** A mirror has failed when nothing came for so long. Default 30 000. */
  timeoutMs?: number
  signal?: AbortSignal | undefined
  /** Called when a file is begun, and with one line where a mirror failed. */
  onProgress?: ((message: string) => void) | undefined
}

/**
 * Downloads files into a folder. Each is written in one go, after its size and checksum have been compared: what was
 * done before an error or an interrupt is whole. A mirror that failed is asked last from then on.
 * @throws ERR_INFOFLOW_DATA_MISSING, with the reason of each mirror, where none has a file; ERR_INFOFLOW_FILE_ACCESS;
 * `signal.reason`
 */
export async function download(files: readonly PublishedFile[], options: DownloadOptions): Promise<void> {
  const { folder, onProgress } = options
  const mirrors = [...options.mirrors]
  await mkdir(folder, { recursive: true }).catch((cause: Error) => {
    throw failure('ERR_INFOFLOW_FILE_ACCESS', `cannot make the folder ${folder}: ${cause.message}`, { cause })
  })
  for (const file of files) {
    onProgress?.(`Fetching ${file.name} (${(file.bytes / 1e6).toFixed(1)} MB)`)
    await writeAtomically(join(folder, file.name), await fromAny(mirrors, file, options))
  }
}

/** The bytes of a file from the first mirror that has them; those that do not are moved to the end. */
async function fromAny(mirrors: string[], file: PublishedFile, options: DownloadOptions): Promise<Buffer> {
  const { signal, onProgress } = options
  const reasons: string[] = []
  for (const mirror of [...mirrors]) {
    try {
      return await fetchFile(mirror, file, options)
    } catch (error) {
      signal?.throwIfAborted()
      reasons.push(`${mirror}: ${describe(error)}`)
      onProgress?.(`No ${file.name} from ${reasons.at(-1)}`)
      mirrors.push(mirrors.shift()!)
    }
  }
  throw failure('ERR_INFOFLOW_DATA_MISSING', `${file.name} could not be fetched (${reasons.join('; ')})`)
}

async function fetchFile(
  mirror: string,
  { name, bytes, sha256 }: PublishedFile,
  { timeoutMs = 30_000, signal }: DownloadOptions,
): Promise<Buffer> {
  const controller = new AbortController()
  const stop = () => controller.abort(signal?.reason)
  signal?.addEventListener('abort', stop, { once: true })
  const timer = setTimeout(
    () => controller.abort(new Error(`nothing came for ${timeoutMs / 1000} s`)),
    timeoutMs,
  )
  try {
    signal?.throwIfAborted()
    // The bytes as they are published: an encoding for the way would be undone before their checksum is taken.
    const headers = { 'accept-encoding': 'identity' }
    const response = await fetch(`${mirror.replace(/\/?$/, '/')}${name}`, {
      headers,
      signal: controller.signal,
    })
    if (!response.ok || response.body === null) throw new Error(`it answers ${response.status}`)
    const contents = await gather(response.body, bytes, () => timer.refresh())
    const found = createHash('sha256').update(contents).digest('hex')
    if (found !== sha256) throw new Error(`other bytes: their SHA-256 is ${found}, not ${sha256}`)
    return contents
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
    // Ends what is left of an answer that was not wanted.
    controller.abort()
  }
}

/** All bytes of a stream, which must be `wanted`; no more are taken. */
async function gather(
  stream: AsyncIterable<Uint8Array>,
  wanted: number,
  onChunk: () => void,
): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let found = 0
  for await (const chunk of stream) {
    onChunk()
    chunks.push(chunk)
    found += chunk.length
    if (found > wanted) throw new Error(`more than ${wanted} bytes`)
  }
  if (found < wanted) throw new Error(`cut short: ${found} of ${wanted} bytes`)
  return Buffer.concat(chunks)
}

/** `fetch` says why it failed in the cause of its error. */
function describe(error: unknown): string {
  const { message, cause } = error as Error
  return cause === undefined ? message : `${message} (${(cause as Error).message})`
}
