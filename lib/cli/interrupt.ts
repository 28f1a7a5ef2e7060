/** As of a process that an interrupt ended. */
export const INTERRUPTED = 130

/**
 * Runs `work` with a signal that Ctrl-C (or SIGTERM) aborts. Once: a second Ctrl-C ends the process at once.
 * @param tell called at the first one
 */
export async function withInterrupt<T>(
  tell: () => void,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  const interrupt = () => {
    tell()
    controller.abort()
  }
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  try {
    return await work(controller.signal)
  } finally {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
  }
}
