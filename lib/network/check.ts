import { rangeError, typeError } from '../errors'

/** Checks at the edge of network, training and experiments. Each throws a TypeError or RangeError naming `argument`. */

export function requireInteger(
  argument: string,
  value: number,
  low: number,
  high = Number.MAX_SAFE_INTEGER,
): void {
  requireNumber(argument, value)
  if (!Number.isInteger(value) || value < low || value > high) {
    throw rangeError(argument, `must be an integer from ${low} to ${high}, not ${value}`)
  }
}

export function requirePositive(argument: string, value: number): void {
  requireNumber(argument, value)
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) {
    throw rangeError(argument, `must be positive and finite, not ${value}`)
  }
}

/** In [0, 1]. */
export function requireFraction(argument: string, value: number): void {
  requireNumber(argument, value)
  if (!(value >= 0 && value <= 1)) throw rangeError(argument, `must lie in [0, 1], not ${value}`)
}

export function requireOneOf(argument: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) throw typeError(argument, `expected one of ${allowed.join(', ')}`)
}

export function requireKnown(options: object, known: readonly string[]): void {
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) {
      throw typeError(name, `unknown option; known are ${known.join(', ')}`, 'ERR_INFOFLOW_UNKNOWN_OPTION')
    }
  }
}

function requireNumber(argument: string, value: unknown): void {
  if (typeof value !== 'number') throw typeError(argument, `a number is needed, not ${typeof value}`)
}
