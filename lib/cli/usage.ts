import { type Command, InvalidArgumentError } from 'commander'
import type { InfoflowError } from '../errors'

/** Exit codes; 0 is done. */
export const FAILED = 1
export const BAD_USAGE = 2

/** What a number may be is for the library to say: see `rethrow`. */
export function toNumber(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (Number.isNaN(value)) throw new InvalidArgumentError('It is not a number.')
  return value
}

/** Ends a command for an error: as bad usage where it is about an option, else by throwing it on. */
export function rethrow(command: Command, error: unknown): never {
  if (isBadArgument(error)) command.error(`error: --${error.message}`, { exitCode: BAD_USAGE })
  throw error
}

function isBadArgument(error: unknown): error is InfoflowError {
  return errorCode(error).startsWith('ERR_INFOFLOW_ARGUMENT')
}

/** The code of an error, or nothing. Errors cross realms, where `instanceof` fails. */
export function errorCode(error: unknown): string {
  return error !== null && typeof error === 'object' && 'code' in error ? String(error.code) : ''
}
