import { types } from 'node:util'
import { rangeError, typeError } from '../errors'
import type { SampleMatrix, Samples, TensorLike } from './types'

const ACCEPTED =
  'pass { data: Float32Array | Float64Array, shape: [n, d] }, a 2-D tensor with dataSync(), or an array of n rows of d numbers'

/** Samples as the addon takes them: row-major, finite, in memory that nobody can resize. */
export interface CheckedSamples {
  data: Float32Array | Float64Array
  n: number
  d: number
}

/**
 * Reads samples in any accepted form. Typed arrays in plain buffers are not copied here.
 * @param argument its name, for errors
 * @throws TypeError for anything else; RangeError for an impossible shape, and for NaN or ±Infinity by row and column.
 */
export function readSamples(samples: Samples, argument = 'samples'): CheckedSamples {
  const checked = Array.isArray(samples)
    ? fromRows(samples, argument)
    : fromObject(samples as SampleMatrix | TensorLike, argument)
  const { data, d } = checked
  for (let i = 0; i < data.length; i++) {
    if (!Number.isFinite(data[i])) throw notFinite(argument, data[i]!, Math.floor(i / d), i % d)
  }
  return checked
}

function notFinite(argument: string, value: number, row: number, column: number) {
  const rule = 'samples must be finite; drop or repair such rows'
  return rangeError(argument, `${value} at row ${row}, column ${column}; ${rule}`, 'ERR_INFOFLOW_NOT_FINITE')
}

function fromRows(rows: readonly ArrayLike<number>[], argument: string): CheckedSamples {
  const d = rows[0]?.length
  if (d === undefined || rows.length === 0) throw shapeError(argument, '0 rows; at least one is needed')
  checkDimension(d, 'd', argument)
  const data = new Float64Array(rows.length * d)
  rows.forEach((row, i) => {
    if (typeof row !== 'object' || row === null)
      throw typeError(argument, `row ${i} is not an array; ${ACCEPTED}`)
    if (row.length !== d) throw shapeError(argument, `row ${i} has ${row.length} values, row 0 has ${d}`)
    for (let k = 0; k < d; k++) {
      const value: unknown = row[k]
      if (typeof value !== 'number') {
        throw typeError(argument, `row ${i}, column ${k} is a ${typeof value}, not a number`)
      }
      data[i * d + k] = value
    }
  })
  return { data, n: rows.length, d }
}

function fromObject(samples: SampleMatrix | TensorLike, argument: string): CheckedSamples {
  if (typeof samples !== 'object' || samples === null) {
    throw typeError(argument, `got ${samples === null ? 'null' : typeof samples}; ${ACCEPTED}`)
  }
  const { shape } = samples
  if (!Array.isArray(shape)) throw typeError(argument, `no shape; ${ACCEPTED}`)
  if (shape.length !== 2)
    throw shapeError(argument, `shape [${shape.join(', ')}] is not [n, d]; flatten or reshape first`)
  const [n, d] = shape as [number, number]
  checkDimension(n, 'n', argument)
  checkDimension(d, 'd', argument)
  const data = readData(samples, argument)
  if (data.length !== n * d)
    throw shapeError(argument, `${data.length} values are not n × d = ${n} × ${d} = ${n * d}`)
  return { data, n, d }
}

function readData(samples: SampleMatrix | TensorLike, argument: string): Float32Array | Float64Array {
  const data = 'dataSync' in samples ? samples.dataSync() : samples.data
  if (!types.isFloat32Array(data) && !types.isFloat64Array(data)) {
    if ('dataSync' in samples && types.isTypedArray(data)) return Float64Array.from(data as ArrayLike<number>)
    throw typeError(argument, `data is not a Float32Array or Float64Array; ${ACCEPTED}`)
  }
  // Shared and resizable memory can change under a reader: take the values as they are now.
  const { buffer } = data
  const resizable = 'resizable' in buffer && buffer.resizable === true
  return types.isSharedArrayBuffer(buffer) || resizable ? data.slice() : data
}

function checkDimension(value: unknown, name: 'n' | 'd', argument: string): void {
  if (!Number.isSafeInteger(value) || (value as number) < 1) {
    throw shapeError(argument, `${name} = ${String(value)} is not a positive integer`)
  }
}

function shapeError(argument: string, message: string) {
  return rangeError(argument, message, 'ERR_INFOFLOW_SHAPE')
}
