import { spawn } from 'node:child_process'
import { failure, type InfoflowError } from '../../errors'

/** What an estimator may print, and what of its errors is shown. */
const MOST_OUTPUT_BYTES = 1 << 20
const SHOWN_ERROR_CHARACTERS = 600

/**
 * Runs a program without a shell and returns what it printed. It is killed, and on POSIX systems all that it started with
 * it, when the time is over, when it prints more than 1 MiB, and on an abort.
 * @throws ERR_INFOFLOW_COMMAND; `signal.reason` if aborted
 */
export function runProgram(
  command: readonly [string, ...string[]],
  { timeoutSeconds, signal }: { timeoutSeconds: number; signal: AbortSignal | undefined },
): Promise<string> {
  const [program, ...args] = command
  return new Promise((resolve, reject) => {
    const detached = process.platform !== 'win32'
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], shell: false, detached })
    let output = ''
    let errors = ''
    let reason: unknown = null
    const stop = (why: unknown) => {
      reason ??= why
      try {
        if (detached && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
        else child.kill('SIGKILL')
      } catch {
        // It ended by itself in the meantime.
      }
    }
    const timer = setTimeout(
      () => stop(problem(program, `took longer than ${timeoutSeconds} s and was ended`)),
      timeoutSeconds * 1000,
    )
    const abort = () => stop(signal?.reason)
    signal?.addEventListener('abort', abort, { once: true })
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (output.length > MOST_OUTPUT_BYTES) stop(problem(program, 'printed more than 1 MiB'))
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-SHOWN_ERROR_CHARACTERS)
    })
    const finish = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    }
    child.on('error', (cause) => {
      finish()
      reject(problem(program, `could not be started: ${cause.message}`, cause))
    })
    child.on('close', (code, killed) => {
      finish()
      if (reason !== null) reject(reason)
      else if (code === 0) resolve(output)
      else {
        const ending = killed === null ? `exit code ${code}` : `signal ${killed}`
        reject(problem(program, `failed with ${ending}${errors && `; it said:\n${errors.trim()}`}`))
      }
    })
  })
}

/** ERR_INFOFLOW_COMMAND, about a program that was asked for an estimate. */
export function problem(program: string, message: string, cause?: unknown): InfoflowError {
  return failure('ERR_INFOFLOW_COMMAND', `command: ${program} ${message}`, { cause })
}
