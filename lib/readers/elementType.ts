import { endianness } from 'node:os'

/** The type of an array's elements, from a NumPy type string such as `<f4`. */
export interface ElementType {
  kind: 'float' | 'int' | 'uint' | 'bool' | 'string'
  /** Bytes of an element. */
  size: number
  /** Whether the bytes of a number stand in the order that this machine does not use. */
  swapped: boolean
  /** For people: float32, int64, bool, string. */
  name: string
}

const NUMBERS: Record<string, { kind: ElementType['kind']; sizes: readonly number[] }> = {
  f: { kind: 'float', sizes: [2, 4, 8] },
  i: { kind: 'int', sizes: [1, 2, 4, 8] },
  u: { kind: 'uint', sizes: [1, 2, 4, 8] },
  b: { kind: 'bool', sizes: [1] },
}

/** What is wrong with types that can't be used, and what to save instead. */
const REFUSED: Record<string, string> = {
  O: 'Python objects, which are pickled; they are never loaded, as a pickle can run any program: save numbers or fixed-width strings',
  c: 'complex numbers: save real and imaginary parts as separate columns',
  f: "floats of a size that is not 2, 4 or 8 bytes: save .astype('float64')",
  g: "long doubles: save .astype('float64')",
  M: "dates: save .astype('int64')",
  m: "time spans: save .astype('int64')",
  V: "raw bytes, as NumPy stores types that it does not know, such as bfloat16: save .astype('float32')",
}

/**
 * Understands a type string: byte order, kind, size.
 * @returns the type, or what is wrong with it
 */
export function parseElementType(text: string): ElementType | { problem: string } {
  const [, order, letter = '', digits = ''] = /^([<>|])([A-Za-z])(\d{0,9})$/.exec(text) ?? []
  const size = Number(digits)
  if ((letter === 'U' && order !== '|') || letter === 'S') {
    return size > 0
      ? { kind: 'string', size: letter === 'U' ? 4 * size : size, swapped: false, name: 'string' }
      : { problem: `strings of no characters ('${text}')` }
  }
  const number = NUMBERS[letter]
  if (!number?.sizes.includes(size) || (order === '|' && size > 1)) {
    const reason = REFUSED[/[A-Za-z]/.exec(text)?.[0] ?? ''] ?? 'a type that is not known'
    return { problem: `${reason} ('${text}')` }
  }
  const here = endianness() === 'LE' ? '<' : '>'
  const name = number.kind === 'bool' ? 'bool' : `${number.kind}${8 * size}`
  return { kind: number.kind, size, swapped: size > 1 && order !== here, name }
}
