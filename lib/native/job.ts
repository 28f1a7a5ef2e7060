import { readCallback, readSignal, requireInteger } from '../arguments'
import type { NativeJob, NativeProgress } from './addon'
import { addon } from './loader'

/** How far a stage of the work has come. Each stage starts anew at 0, also one that is repeated with more draws. */
export interface Progress {
  done: number
  total: number
  stage: string
}

/** Options of everything that the addon computes in the background. */
export interface JobOptions {
  /** A positive integer; default and ceiling: the cores the process may use. */
  threads?: number
  /** Aborting rejects the promise with `signal.reason`. */
  signal?: AbortSignal
  onProgress?: (progress: Progress) => void
}

/** Job options after checking, defaults filled in. */
export interface CheckedJobOptions {
  threads: number
  signal: AbortSignal | undefined
  onProgress: ((progress: Progress) => void) | undefined
}

/** Names of {@link JobOptions}, for `requireOptions`. */
export const JOB_OPTIONS = ['threads', 'signal', 'onProgress'] as const

/** @throws TypeError for a wrong type, RangeError for an impossible value */
export function readJobOptions({ threads, signal, onProgress }: JobOptions): CheckedJobOptions {
  return {
    threads: Math.min(requireInteger('threads', threads ?? Number.MAX_SAFE_INTEGER, 1), addon().cpu().cores),
    signal: readSignal(signal),
    onProgress: readCallback('onProgress', onProgress),
  }
}

/**
 * Starts a native job and waits for it. An abort rejects at once with `signal.reason`, whatever the job does then;
 * an `onProgress` that throws stops the job and rejects with what it threw.
 * @param stage what the job does, for people
 */
export function runJob<T>(
  stage: string,
  start: (onProgress: NativeProgress | null) => NativeJob<T>,
  { signal, onProgress }: Pick<CheckedJobOptions, 'signal' | 'onProgress'>,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = (reason: unknown) => {
      job.cancel()
      reject(reason)
    }
    const report = (done: number, total: number) => {
      try {
        onProgress?.({ done, total, stage })
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
