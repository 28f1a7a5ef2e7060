import { inspect } from 'node:util'

/**
 * What to tell a person about an error that ended a command: the message alone where it says what to do, and
 * everything, with the stack and the causes, where `debug` is set.
 */
export function explain(error: unknown, debug: boolean): string {
  if (debug) return inspect(error)
  if (!isError(error)) return `error: ${inspect(error)}`
  if (isExpected(error)) return `error: ${error.message}`
  return `error: ${error.message}
This is a mistake in infoflow. Please report it with what INFOFLOW_DEBUG=1 prints for the same command.`
}

/** Errors of infoflow explain themselves, and so do those of the operating system (a full disk, a forbidden folder). */
function isExpected(error: Error & { code?: unknown; syscall?: unknown }): boolean {
  return String(error.code).startsWith('ERR_INFOFLOW_') || error.syscall !== undefined
}

/** Errors cross realms, where `instanceof` fails. */
function isError(error: unknown): error is Error {
  return error !== null && typeof error === 'object' && 'message' in error
}
