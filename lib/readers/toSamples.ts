import type { SampleMatrix } from '../samples/types'
import { decodeNumbers, type Floats } from './decodeNumbers'
import type { LoadedArray } from './storedArray'

/** The shape n × d that an array has as samples: the first axis counts rows, all others are flattened into columns. */
export function samplesShape({ shape }: { shape: readonly number[] }): [n: number, d: number] {
  const [n = 1, ...rest] = shape
  return [n, rest.reduce((product, length) => product * length, 1)]
}

/**
 * An array as samples, row-major: float32 stays float32, float16 and integers become floats of the same value.
 * @throws ERR_INFOFLOW_FILE_FORMAT for strings and for integers that no float holds
 */
export function toSamples(array: LoadedArray): SampleMatrix {
  const values = decodeNumbers(array)
  const columnMajor = array.fortranOrder && array.shape.length > 1
  return { data: columnMajor ? rowMajor(values, array.shape) : values, shape: samplesShape(array) }
}

function rowMajor(values: Floats, shape: readonly number[]): Floats {
  const strides = shape.map((_, axis) =>
    shape.slice(0, axis).reduce((product, length) => product * length, 1),
  )
  const index = shape.map(() => 0)
  const ordered = values.slice()
  let from = 0
  for (let to = 0; to < values.length; to++) {
    ordered[to] = values[from]!
    // The last index runs fastest; where one is at its end, the one before it moves on.
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis]!
      if (++index[axis]! < shape[axis]!) break
      from -= strides[axis]! * shape[axis]!
      index[axis] = 0
    }
  }
  return ordered
}
