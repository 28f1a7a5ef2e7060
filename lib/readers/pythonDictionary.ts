/** What the header of an .npy file may hold. */
export type HeaderValue = string | boolean | number[]

// Sticky patterns, each with the white space before it. Strings with escapes are not needed, so they are refused.
const STRING = /[ \t\r\n]*(?:'([^'\\\n]*)'|"([^"\\\n]*)")/y
const BOOLEAN = /[ \t\r\n]*(True|False)\b/y
/** Python 2 wrote long integers as 3L. */
const INTEGER = /[ \t\r\n]*(\d+)L?/y
const LIST = /[ \t\r\n]*\[/y
const OPEN_BRACE = /[ \t\r\n]*\{/y
const END = /[ \t\r\n]*\}[ \t\r\n]*$/y
const OPEN_PARENTHESIS = /[ \t\r\n]*\(/y
const CLOSE_PARENTHESIS = /[ \t\r\n]*\)/y
const COLON = /[ \t\r\n]*:/y
const COMMA = /[ \t\r\n]*,/y

/**
 * Parses a Python dict literal whose values are strings, booleans and tuples of integers. Nothing is evaluated.
 * @param fail makes the error to throw for a position in `text`
 */
export function parseDictionary(
  text: string,
  fail: (position: number, problem: string) => Error,
): Map<string, HeaderValue> {
  let position = 0

  function take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = position
    const match = pattern.exec(text)
    if (match) position = pattern.lastIndex
    return match
  }

  function expect(pattern: RegExp, what: string): RegExpExecArray {
    const match = take(pattern)
    if (!match) throw fail(position, `the header must have ${what} here`)
    return match
  }

  function readTuple(): number[] {
    expect(OPEN_PARENTHESIS, 'a string, True, False or a tuple of integers')
    const integers: number[] = []
    while (!take(CLOSE_PARENTHESIS)) {
      const [, digits] = expect(INTEGER, 'an integer that is not negative')
      integers.push(Number(digits))
      // (3,) is a tuple and (3) is not.
      if (!take(COMMA)) {
        expect(CLOSE_PARENTHESIS, "',' or ')'")
        if (integers.length === 1) throw fail(position - 1, "a tuple of one integer needs a ','")
        break
      }
    }
    return integers
  }

  function readValue(): HeaderValue {
    const string = take(STRING)
    if (string) return string[1] ?? string[2]!
    const boolean = take(BOOLEAN)
    if (boolean) return boolean[1] === 'True'
    if (take(LIST)) {
      throw fail(position - 1, 'a structured array; save each of its fields as an array of its own')
    }
    return readTuple()
  }

  const dictionary = new Map<string, HeaderValue>()
  expect(OPEN_BRACE, "'{'")
  while (!take(END)) {
    const start = position
    const match = expect(STRING, 'a key in quotes')
    const key = match[1] ?? match[2]!
    if (dictionary.has(key)) throw fail(start, `the header has '${key}' twice`)
    expect(COLON, "':'")
    dictionary.set(key, readValue())
    if (!take(COMMA)) {
      expect(END, "',' or '}' and the end")
      break
    }
  }
  return dictionary
}
