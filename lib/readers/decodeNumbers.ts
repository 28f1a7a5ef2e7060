import { formatError } from './fileErrors'
import type { LoadedArray } from './storedArray'

export type Floats = Float32Array | Float64Array

/**
 * The numbers of an array, each exactly: as float32 where that holds them all, else as float64. In the order of the
 * file. @throws ERR_INFOFLOW_FILE_FORMAT for integers beyond ±2^53 and for strings
 */
export function decodeNumbers(array: LoadedArray): Floats {
  const { buffer } = array.bytes
  const { kind, size, name } = array.type
  switch (`${kind}${size}`) {
    case 'float2':
      return Float32Array.from(new Uint16Array(buffer), fromHalf)
    case 'float4':
      return new Float32Array(buffer)
    case 'float8':
      return new Float64Array(buffer)
    case 'bool1':
    case 'uint1':
      return Float32Array.from(new Uint8Array(buffer))
    case 'int1':
      return Float32Array.from(new Int8Array(buffer))
    case 'uint2':
      return Float32Array.from(new Uint16Array(buffer))
    case 'int2':
      return Float32Array.from(new Int16Array(buffer))
    case 'uint4':
      return Float64Array.from(new Uint32Array(buffer))
    case 'int4':
      return Float64Array.from(new Int32Array(buffer))
    case 'uint8':
      return fromBigIntegers(array, new BigUint64Array(buffer))
    case 'int8':
      return fromBigIntegers(array, new BigInt64Array(buffer))
  }
  throw formatError(array, array.dataOffset, `${array.name} holds ${name} values, and numbers are needed`)
}

/** IEEE 754 binary16: sign, 5 bits of exponent, 10 of fraction. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return sign * (1024 + fraction) * 2 ** (exponent - 25)
}

function fromBigIntegers(array: LoadedArray, values: BigInt64Array | BigUint64Array): Float64Array {
  const numbers = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    numbers[i] = Number(value)
    if (BigInt(numbers[i]!) !== value) {
      const problem = `${value} has no exact floating-point value; save .astype('float64')`
      throw formatError(array, array.dataOffset + 8 * i, problem)
    }
  }
  return numbers
}
