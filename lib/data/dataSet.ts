import { createHash } from 'node:crypto'
import { shuffledIndices } from '../random/random'
import type { Matrix } from './matrix'

/** n inputs of d features, row-major, each with a class. */
export interface DataSet {
  name: string
  inputs: Matrix
  /** n integers in [0, classes). */
  labels: Int32Array
  classes: number
}

/** The rows of `data` named by `rows`, in that order. */
export function selectRows(data: DataSet, rows: ArrayLike<number>): DataSet {
  const d = data.inputs.shape[1]
  const inputs = new Float32Array(rows.length * d)
  const labels = new Int32Array(rows.length)
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    inputs.set(data.inputs.data.subarray(row * d, (row + 1) * d), i * d)
    labels[i] = data.labels[row]!
  }
  return { ...data, inputs: { data: inputs, shape: [rows.length, d] }, labels }
}

/** Splits n rows at random: ⌊fraction · n⌋ to train on, the rest to test on. Gives row numbers. */
export function splitRows(
  n: number,
  fraction: number,
  seed: number,
): { train: Uint32Array; test: Uint32Array } {
  const order = shuffledIndices(n, { seed, purpose: 'dataSplit' })
  const training = Math.floor(fraction * n)
  return { train: order.subarray(0, training), test: order.subarray(training) }
}

/** SHA-256 of the inputs (little-endian float32) followed by the labels (little-endian int32), in hexadecimal. */
export function dataHash({ inputs, labels }: DataSet): string {
  const view = ({ buffer, byteOffset, byteLength }: Float32Array | Int32Array) =>
    new Uint8Array(buffer, byteOffset, byteLength)
  return createHash('sha256').update(view(inputs.data)).update(view(labels)).digest('hex')
}
