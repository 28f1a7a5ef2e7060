import { failure } from '../errors'
import { shapeText } from './npyHeader'
import type { LoadedArray } from './storedArray'

/**
 * The condition of each row, numbered from 0 as they first appear: integers, booleans and strings of any width.
 * @throws ERR_INFOFLOW_FILE_FORMAT for floats, and where there is more than one label a row
 */
export function toLabels({ file, name, type, shape, count, bytes }: LoadedArray): Int32Array {
  const where = `${file}: ${name}`
  if (type.kind === 'float') {
    throw failure(
      'ERR_INFOFLOW_FILE_FORMAT',
      `${where} holds ${type.name} values, which can't be labels; save them .astype('int64')`,
    )
  }
  if (shape[0] !== count) {
    throw failure(
      'ERR_INFOFLOW_FILE_FORMAT',
      `${where} has shape ${shapeText(shape)}; labels need one value a row, shape (n,)`,
    )
  }
  // Labels are equal exactly if their bytes are: strings are padded with zeros.
  const text = Buffer.from(bytes.buffer)
  const numbers = new Map<string, number>()
  return Int32Array.from({ length: count }, (_, i) => {
    const label = text.toString('latin1', i * type.size, (i + 1) * type.size)
    const number = numbers.get(label) ?? numbers.size
    numbers.set(label, number)
    return number
  })
}
