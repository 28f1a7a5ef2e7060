/** Throws where a value read from a file is not of the shape expected; `name` says where in the row it is. */
export type Check = (value: unknown, name: string) => void

export const number = is('a number', Number.isFinite)
export const string = is('a string', (value) => typeof value === 'string')
export const boolean = is('true or false', (value) => typeof value === 'boolean')
export const count = is('an integer from 0', (value) => Number.isSafeInteger(value) && (value as number) >= 0)
export const ordinal = is(
  'an integer from 1',
  (value) => Number.isSafeInteger(value) && (value as number) >= 1,
)
export const anything: Check = () => {}

function is(what: string, test: (value: unknown) => boolean): Check {
  return (value, name) => {
    if (!test(value)) throw new Error(`${name || 'the row'}: ${what} is needed, not ${excerpt(value)}`)
  }
}

export function oneOf(...allowed: string[]): Check {
  return is(`one of ${allowed.join(', ')}`, (value) => allowed.some((text) => text === value))
}

export function orNull(check: Check): Check {
  return (value, name) => {
    if (value !== null) check(value, name)
  }
}

export function listOf(check: Check): Check {
  const list = is('a list', Array.isArray)
  return (value, name) => {
    list(value, name)
    for (const [i, element] of (value as unknown[]).entries()) check(element, `${name}[${i}]`)
  }
}

export function valuesOf(check: Check): Check {
  return (value, name) => {
    object(value, name)
    for (const [key, field] of Object.entries(value as object)) check(field, `${name}.${key}`)
  }
}

/** An object with these fields, and perhaps others. */
export function fields(checks: Record<string, Check>): Check {
  return (value, name) => {
    object(value, name)
    for (const [key, check] of Object.entries(checks)) {
      check((value as Record<string, unknown>)[key], name === '' ? key : `${name}.${key}`)
    }
  }
}

function object(value: unknown, name: string): void {
  const isObject = value !== null && typeof value === 'object' && !Array.isArray(value)
  if (!isObject) throw new Error(`${name || 'the row'}: an object is needed, not ${excerpt(value)}`)
}

function excerpt(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 40)
}
