import { types } from 'node:util'
import { rangeError, typeError } from '../errors'
import { addon } from '../native/loader'
import type { EstimateOptions, Method, Population, Progress } from './types'

/** Standard error asked for when neither `tolerance` nor `draws` is given, nats. */
export const DEFAULT_TOLERANCE = 0.01

/** Options after checking, defaults filled in. */
export interface CheckedOptions {
  sigma: number
  weights: ArrayLike<number> | undefined
  population: Population
  method: 'auto' | Method
  confidence: number
  /** 0: `tolerance` decides. */
  draws: number
  tolerance: number
  seed: number
  threads: number
  signal: AbortSignal | undefined
  onProgress: ((progress: Progress) => void) | undefined
}

const NAMES = [
  'sigma',
  'weights',
  'population',
  'method',
  'confidence',
  'draws',
  'tolerance',
  'seed',
  'threads',
  'signal',
  'onProgress',
]

/**
 * Checks the options of an estimate. Every property is read exactly once.
 * @param extra names allowed beside the common ones, read by the caller
 * @throws TypeError for an unknown option or a wrong type, RangeError for an impossible value
 */
export function readOptions(options: EstimateOptions, extra: readonly string[] = []): CheckedOptions {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw typeError('options', 'an object with at least sigma is needed, such as { sigma: 0.1 }')
  }
  const known = [...NAMES, ...extra]
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) {
      throw typeError(name, `unknown option; known are ${known.join(', ')}`, 'ERR_INFOFLOW_UNKNOWN_OPTION')
    }
  }
  const {
    sigma,
    weights,
    population,
    method,
    confidence,
    draws,
    tolerance,
    seed,
    threads,
    signal,
    onProgress,
  } = options
  if (draws !== undefined && tolerance !== undefined) {
    throw typeError('draws', 'give either draws or tolerance, not both')
  }
  return {
    sigma: positive('sigma', sigma),
    weights,
    population: oneOf('population', population ?? 'sample', ['sample', 'groups', 'complete']),
    method: oneOf('method', method ?? 'auto', ['auto', 'sampled', 'quadrature']),
    confidence: fraction('confidence', confidence ?? 0.95),
    draws: draws === undefined ? 0 : integer('draws', draws, 1),
    tolerance: positive('tolerance', tolerance ?? DEFAULT_TOLERANCE),
    seed: integer('seed', seed ?? 0, 0),
    threads: Math.min(integer('threads', threads ?? Number.MAX_SAFE_INTEGER, 1), addon().cpu().cores),
    signal: readSignal(signal),
    onProgress: readCallback(onProgress),
  }
}

function number(name: string, value: unknown): number {
  if (typeof value !== 'number') {
    throw typeError(name, `a number is needed, got ${value === null ? 'null' : typeof value}`)
  }
  return value
}

function positive(name: string, value: unknown): number {
  const x = number(name, value)
  if (!(x > 0 && Number.isFinite(x))) throw rangeError(name, `${x} is not a positive finite number`)
  return x
}

function fraction(name: string, value: unknown): number {
  const x = number(name, value)
  if (!(x > 0 && x < 1)) throw rangeError(name, `${x} is not between 0 and 1`)
  return x
}

function integer(name: string, value: unknown, least: number): number {
  const x = number(name, value)
  if (!Number.isSafeInteger(x) || x < least) {
    throw rangeError(name, `${x} is not an integer in [${least}, 2^53)`)
  }
  return x
}

function oneOf<T extends string>(name: string, value: unknown, allowed: readonly T[]): T {
  if (typeof value !== 'string')
    throw typeError(name, `one of ${allowed.join(', ')} is needed, got ${typeof value}`)
  const found = allowed.find((candidate) => candidate === value)
  if (found === undefined) throw rangeError(name, `'${value}' is not one of ${allowed.join(', ')}`)
  return found
}

function readSignal(value: AbortSignal | undefined): AbortSignal | undefined {
  if (value === undefined) return undefined
  const isSignal = typeof value === 'object' && value !== null && typeof value.addEventListener === 'function'
  if (!isSignal) throw typeError('signal', 'an AbortSignal is needed')
  return value
}

function readCallback<F>(value: F | undefined): F | undefined {
  if (value !== undefined && typeof value !== 'function')
    throw typeError('onProgress', 'a function is needed')
  return value
}

/**
 * Weights of the rows, normalised to sum 1; null for equal ones.
 * @throws TypeError, RangeError naming the entry
 */
export function readWeights(weights: ArrayLike<number> | undefined, n: number): Float64Array | null {
  if (weights === undefined) return null
  checkLength('weights', weights, n)
  const values = new Float64Array(n)
  let largest = 0
  for (let i = 0; i < n; i++) {
    const weight = number(`weights`, weights[i])
    if (!(weight >= 0 && Number.isFinite(weight))) {
      throw rangeError('weights', `entry ${i} is ${weight}; weights must be finite and not negative`)
    }
    values[i] = weight
    largest = Math.max(largest, weight)
  }
  if (largest === 0) throw rangeError('weights', 'all are 0; at least one must be positive')
  let sum = 0
  for (let i = 0; i < n; i++) sum += values[i]! / largest
  return values.map((weight) => weight / largest / sum)
}

/**
 * The condition of each row, as 32-bit integers (renumbered where they are larger).
 * @throws TypeError, RangeError naming the entry
 */
export function readGiven(given: ArrayLike<number>, n: number): Int32Array {
  checkLength('given', given, n)
  const numbers = new Map<number, number>()
  const labels = new Int32Array(n)
  for (let i = 0; i < n; i++) {
    const label = number('given', given[i])
    if (!Number.isSafeInteger(label) || label < 0) {
      throw rangeError('given', `entry ${i} is ${label}; conditions are integers from 0`)
    }
    let renumbered = numbers.get(label)
    if (renumbered === undefined) {
      renumbered = numbers.size
      numbers.set(label, renumbered)
    }
    labels[i] = renumbered
  }
  return labels
}

function checkLength(name: string, list: ArrayLike<number>, n: number): void {
  const isList =
    typeof list === 'object' && list !== null && typeof list.length === 'number' && !types.isDataView(list)
  if (!isList) throw typeError(name, 'an array of n numbers is needed')
  if (list.length !== n)
    throw rangeError(name, `${list.length} entries for n = ${n} rows`, 'ERR_INFOFLOW_SHAPE')
}
