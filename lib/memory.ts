import os from 'node:os'
import { failure } from './errors'

/**
 * Refuses work that can't fit into the machine's memory, or into what its container allows, before any of it is done.
 * @param what needs the bytes, for the message
 * @throws ERR_INFOFLOW_MEMORY, which states the bytes
 */
export function requireMemory(what: string, bytes: number): void {
  const available = Math.min(os.totalmem(), process.constrainedMemory?.() || Number.POSITIVE_INFINITY)
  if (bytes > available) {
    throw failure(
      'ERR_INFOFLOW_MEMORY',
      `${what} need about ${bytes} bytes, and the machine has ${available}; use fewer rows`,
    )
  }
}
