import { type ElementType, parseElementType } from './elementType'
import type { NpyBytes } from './npyBytes'
import { parseDictionary } from './pythonDictionary'

/** What the header of a .npy file says. */
export interface NpyHeader {
  type: ElementType
  shape: readonly number[]
  /** Column-major: the first index runs fastest. */
  fortranOrder: boolean
  /** Elements in the array. */
  count: number
  /** Byte at which they start. */
  dataOffset: number
}

/** A shape as Python writes it. */
export const shapeText = (shape: readonly number[]) =>
  shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`

export const NPY_MAGIC = Buffer.from('\x93NUMPY', 'latin1')

/** NumPy itself reads no longer one, unless told to. */
const LONGEST_HEADER_BYTES = 10_000
const MOST_DIMENSIONS = 64

/**
 * Reads the header of a .npy file, versions 1.0 to 3.0, and leaves `bytes` where the elements start.
 * @throws ERR_INFOFLOW_FILE_FORMAT for anything that is not such a header, and where the array and the file do not have the same size
 * Source: the NumPy documentation of numpy.lib.format.
 */
export async function readNpyHeader(bytes: NpyBytes): Promise<NpyHeader> {
  const start = await readExactly(bytes, 0, MAGIC_AND_VERSION_BYTES, 'the beginning of a .npy file')
  if (!NPY_MAGIC.equals(start.subarray(0, NPY_MAGIC.length))) {
    throw bytes.fail(0, 'not a .npy file: it does not begin with \\x93NUMPY')
  }
  const [major, minor] = start.subarray(NPY_MAGIC.length)
  if (!(major === 1 || major === 2 || major === 3) || minor !== 0) {
    throw bytes.fail(6, `version ${major}.${minor} of the .npy format is not known; 1.0, 2.0 and 3.0 are`)
  }
  const lengthField = await readExactly(bytes, start.length, major === 1 ? 2 : 4, 'the length of the header')
  const length = major === 1 ? lengthField.readUInt16LE() : lengthField.readUInt32LE()
  const textOffset = start.length + lengthField.length
  if (length > LONGEST_HEADER_BYTES) {
    throw bytes.fail(
      start.length,
      `a header of ${length} bytes; the longest accepted is ${LONGEST_HEADER_BYTES}`,
    )
  }
  const text = (await readExactly(bytes, textOffset, length, 'the header')).toString('latin1')
  const fail = (position: number, problem: string) => bytes.fail(textOffset + position, problem)
  const header = { ...understand(text, fail), dataOffset: textOffset + length }
  checkSize(header, bytes)
  return header
}

const MAGIC_AND_VERSION_BYTES = NPY_MAGIC.length + 2

async function readExactly(bytes: NpyBytes, offset: number, length: number, what: string): Promise<Buffer> {
  if (offset + length > bytes.size) {
    const empty = bytes.size === 0 ? 'the file is empty' : `the file ends at byte ${bytes.size}`
    throw bytes.fail(offset, `${what} should follow, and ${empty}; save it again`)
  }
  const target = Buffer.alloc(length)
  const got = await bytes.read(target)
  if (got < length) throw bytes.fail(offset + got, `${what} is cut short; save the file again`)
  return target
}

function understand(
  text: string,
  fail: (position: number, problem: string) => Error,
): Omit<NpyHeader, 'dataOffset'> {
  const dictionary = parseDictionary(text, fail)
  const keys = [...dictionary.keys()].sort()
  if (keys.join() !== 'descr,fortran_order,shape') {
    throw fail(0, `the header must have descr, fortran_order and shape, not ${keys.join(', ') || 'nothing'}`)
  }
  const descr = dictionary.get('descr')
  const fortranOrder = dictionary.get('fortran_order')
  const shape = dictionary.get('shape')
  if (typeof descr !== 'string') throw fail(0, 'descr must be a string, such as <f4')
  if (typeof fortranOrder !== 'boolean') throw fail(0, 'fortran_order must be True or False')
  if (!Array.isArray(shape)) throw fail(0, 'shape must be a tuple of integers')
  if (shape.length > MOST_DIMENSIONS) throw fail(0, `${shape.length} dimensions; at most ${MOST_DIMENSIONS}`)
  const type = parseElementType(descr)
  if ('problem' in type) throw fail(text.indexOf(descr), `the array holds ${type.problem}`)
  const count = shape.includes(0) ? 0 : shape.reduce((product, length) => product * length, 1)
  if (!Number.isSafeInteger(count * type.size) || !shape.every(Number.isSafeInteger)) {
    throw fail(text.indexOf('shape'), `shape ${shapeText(shape)} has more elements than any file can hold`)
  }
  return { type, shape, fortranOrder, count }
}

function checkSize({ type, shape, count, dataOffset }: NpyHeader, bytes: NpyBytes): void {
  const wanted = count * type.size
  const found = bytes.size - dataOffset
  if (found === wanted) return
  const claim = `shape ${shapeText(shape)} of ${type.name} needs ${wanted} bytes`
  const remedy =
    found < wanted ? 'the file is cut short or its header is wrong; save it again' : 'save one array per file'
  throw bytes.fail(dataOffset, `${claim}, and ${found} follow the header: ${remedy}`)
}
