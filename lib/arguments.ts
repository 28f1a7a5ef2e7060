import { types } from 'node:util'
import { rangeError, typeError } from './errors'

/**
 * Checks of arguments at the edge. Each returns what it was given, as the type that it turned out to be, or throws a
 * TypeError or RangeError that names the argument. Read each property once: a getter may answer differently next time.
 */

/**
 * An options object with known names only.
 * @param example what to pass instead, as code
 */
export function requireOptions<T extends object>(options: T, known: readonly string[], example: string): T {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw typeError('options', `an object is needed, such as ${example}`)
  }
  requireKnown(options, known)
  return options
}

/** No names but the known ones. */
export function requireKnown(options: object, known: readonly string[]): void {
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) {
      throw typeError(name, `unknown option; known are ${known.join(', ')}`, 'ERR_INFOFLOW_UNKNOWN_OPTION')
    }
  }
}

export function requirePositive(name: string, value: unknown): number {
  const x = requireNumber(name, value)
  if (!(x > 0 && Number.isFinite(x))) throw rangeError(name, `${x} is not a positive finite number`)
  return x
}

export function requireNonNegative(name: string, value: unknown): number {
  const x = requireNumber(name, value)
  if (!(x >= 0 && Number.isFinite(x))) throw rangeError(name, `${x} is not a finite number ≥ 0`)
  return x
}

/** In (0, 1). */
export function requireFraction(name: string, value: unknown): number {
  const x = requireNumber(name, value)
  if (!(x > 0 && x < 1)) throw rangeError(name, `${x} is not between 0 and 1`)
  return x
}

export function requireInteger(name: string, value: unknown, least: number, most?: number): number {
  const x = requireNumber(name, value)
  if (!Number.isSafeInteger(x) || x < least || (most !== undefined && x > most)) {
    throw rangeError(
      name,
      `${x} is not an integer in [${least}, ${most === undefined ? '2^53)' : `${most}]`}`,
    )
  }
  return x
}

export function requireOneOf<T extends string>(name: string, value: unknown, allowed: readonly T[]): T {
  if (typeof value !== 'string') {
    throw typeError(name, `one of ${allowed.join(', ')} is needed, got ${typeof value}`)
  }
  const found = allowed.find((candidate) => candidate === value)
  if (found === undefined) throw rangeError(name, `'${value}' is not one of ${allowed.join(', ')}`)
  return found
}

export function readSignal(value: AbortSignal | undefined): AbortSignal | undefined {
  if (value === undefined) return undefined
  const isSignal = typeof value === 'object' && value !== null && typeof value.addEventListener === 'function'
  if (!isSignal) throw typeError('signal', 'an AbortSignal is needed')
  return value
}

export function readCallback<F>(name: string, value: F | undefined): F | undefined {
  if (value !== undefined && typeof value !== 'function') throw typeError(name, 'a function is needed')
  return value
}

/** Weights of n rows, finite, not negative, not all 0, as they are; null for equal ones. */
export function requireWeights(weights: ArrayLike<number> | undefined, n: number): Float64Array | null {
  if (weights === undefined) return null
  requireLength('weights', weights, n)
  const values = new Float64Array(n)
  let positive = false
  for (let i = 0; i < n; i++) {
    const weight = requireNumber('weights', weights[i])
    if (!(weight >= 0 && Number.isFinite(weight))) {
      throw rangeError('weights', `entry ${i} is ${weight}; weights must be finite and not negative`)
    }
    values[i] = weight
    positive ||= weight > 0
  }
  if (!positive) throw rangeError('weights', 'all are 0; at least one must be positive')
  return values
}

/** Weights of n rows, normalised to sum 1; null for equal ones. */
export function readWeights(weights: ArrayLike<number> | undefined, n: number): Float64Array | null {
  const values = requireWeights(weights, n)
  if (values === null) return null
  const largest = values.reduce((most, weight) => Math.max(most, weight), 0)
  const sum = values.reduce((total, weight) => total + weight / largest, 0)
  return values.map((weight) => weight / largest / sum)
}

/** Labels of n rows, non-negative integers, as 32-bit integers in the order of their first occurrence. */
export function readLabels(name: string, labels: ArrayLike<number>, n: number): Int32Array {
  requireLength(name, labels, n)
  const numbers = new Map<number, number>()
  const renumbered = new Int32Array(n)
  for (let i = 0; i < n; i++) {
    const label = requireNumber(name, labels[i])
    if (!Number.isSafeInteger(label) || label < 0) {
      throw rangeError(name, `entry ${i} is ${label}; integers from 0 are needed`)
    }
    let number = numbers.get(label)
    if (number === undefined) {
      number = numbers.size
      numbers.set(label, number)
    }
    renumbered[i] = number
  }
  return renumbered
}

export function requireNumber(name: string, value: unknown): number {
  if (typeof value !== 'number') {
    throw typeError(name, `a number is needed, got ${value === null ? 'null' : typeof value}`)
  }
  return value
}

function requireLength(name: string, list: ArrayLike<number>, n: number): void {
  const isList =
    typeof list === 'object' && list !== null && typeof list.length === 'number' && !types.isDataView(list)
  if (!isList) throw typeError(name, 'an array of n numbers is needed')
  if (list.length !== n)
    throw rangeError(name, `${list.length} entries for n = ${n} rows`, 'ERR_INFOFLOW_SHAPE')
}
