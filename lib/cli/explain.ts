import { inspect } from 'node:util'
import { printable } from './printable'
import { errorCode } from './usage'

/**
 * What to tell a person about an error that ended a command: the message alone where it says what to do, and
 * everything, with the stack and the causes, where `debug` is set.
 */
export function explain(error: unknown, debug: boolean): string {
  if (debug) return inspect(error)
  if (!isError(error)) return `error: ${inspect(error)}`
  const message = error.message.split('\n').map(printable).join('\n')
  if (isExpected(error)) return `error: ${message}`
  return `error: ${message}
This is a mistake in infoflow. Please report it with what INFOFLOW_DEBUG=1 prints for the same command.`
}

/** Errors of infoflow explain themselves, and so do those of the operating system (a full disk, a forbidden folder). */
function isExpected(error: Error & { syscall?: unknown }): boolean {
  return errorCode(error).startsWith('ERR_INFOFLOW_') || error.syscall !== undefined
}

/** Errors cross realms, where `instanceof` fails. */
function isError(error: unknown): error is Error {
  return error !== null && typeof error === 'object' && 'message' in error
}
