import { requireNumber } from '../arguments'
import { rangeError, typeError } from '../errors'

/** Checks that only network, training and experiments need. Each throws a TypeError or RangeError naming `argument`. */

/** In [0, 1]. */
export function requireFraction(argument: string, value: number): void {
  requireNumber(argument, value)
  if (!(value >= 0 && value <= 1)) throw rangeError(argument, `must lie in [0, 1], not ${value}`)
}

export function requireOneOf(argument: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) throw typeError(argument, `expected one of ${allowed.join(', ')}`)
}
