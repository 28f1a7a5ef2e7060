/**
 * Stable codes of everything infoflow throws. Test the code, not the message or the class:
 * errors cross realms (jest, vm, worker threads), where `instanceof` fails.
 */
export type ErrorCode =
  | 'ERR_INFOFLOW_ARGUMENT_TYPE'
  | 'ERR_INFOFLOW_ARGUMENT_VALUE'
  | 'ERR_INFOFLOW_UNKNOWN_OPTION'
  | 'ERR_INFOFLOW_SHAPE'
  | 'ERR_INFOFLOW_NOT_FINITE'
  | 'ERR_INFOFLOW_MEMORY'
  | 'ERR_INFOFLOW_ADDON_MISSING'
  | 'ERR_INFOFLOW_BACKEND_MISSING'
  | 'ERR_INFOFLOW_DATA_MISSING'
  | 'ERR_INFOFLOW_FILE_FORMAT'
  | 'ERR_INFOFLOW_FILE_ACCESS'
  | 'ERR_INFOFLOW_COMMAND'
  | 'ERR_INFOFLOW_INTERNAL'

/** An error of infoflow: its `code` is stable, `argument` names what was wrong. */
export interface InfoflowError extends Error {
  code: ErrorCode
  argument?: string
}

function coded<E extends Error>(error: E, code: ErrorCode, argument?: string): E & InfoflowError {
  return Object.assign(error, argument === undefined ? { code } : { code, argument })
}

/** A TypeError for an argument of the wrong type; `message` says what is accepted. */
export function typeError(argument: string, message: string, code: ErrorCode = 'ERR_INFOFLOW_ARGUMENT_TYPE') {
  return coded(new TypeError(`${argument}: ${message}`), code, argument)
}

/** A RangeError for an argument of the right type and an impossible value; `message` says the rule. */
export function rangeError(
  argument: string,
  message: string,
  code: ErrorCode = 'ERR_INFOFLOW_ARGUMENT_VALUE',
) {
  return coded(new RangeError(`${argument}: ${message}`), code, argument)
}

/** An error that is not about an argument: a missing addon, an unreadable file. */
export function failure(code: ErrorCode, message: string, options?: ErrorOptions) {
  return coded(new Error(message, options), code)
}
