import type { NativeJob } from '../native/addon'
import type { Progress } from './types'

interface Watchers {
  signal: AbortSignal | undefined
  onProgress: ((progress: Progress) => void) | undefined
}

/**
 * Starts a native job and waits for it. An abort rejects at once with `signal.reason`, whatever the job does then;
 * an `onProgress` that throws stops the job and rejects with what it threw.
 */
export function runJob<T>(
  start: (onProgress: ((done: number, total: number) => void) | null) => NativeJob<T>,
  { signal, onProgress }: Watchers,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = (reason: unknown) => {
      job.cancel()
      reject(reason)
    }
    const report = (done: number, total: number) => {
      try {
        onProgress?.({ done, total, stage: 'evaluating log-densities' })
      } catch (error) {
        stop(error)
      }
    }
    const job = start(onProgress === undefined ? null : report)
    const abort = () => stop(signal?.reason)
    signal?.addEventListener('abort', abort, { once: true })
    job.promise.then(resolve, reject).finally(() => signal?.removeEventListener('abort', abort))
  })
}
