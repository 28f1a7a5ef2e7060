import { existsSync, readFileSync } from 'node:fs'
import { inspectArrays } from '../../lib/readers/inspectArrays'
import { toLabels } from '../../lib/readers/toLabels'
import { toSamples } from '../../lib/readers/toSamples'
import { fixture, loadAll } from './files'

/** What NumPy says is in each .npy file of the fixtures. */
const expected: Record<string, { shape: number[]; values: unknown[] }> = JSON.parse(
  readFileSync(fixture('expected.json'), 'utf8'),
)

const named = (pattern: RegExp) => Object.keys(expected).filter((name) => pattern.test(name))

async function load(name: string) {
  const [array] = await loadAll(fixture(`${name}.npy`))
  return array!
}

/** 0, 1, 2 … in the order of first appearance. */
function numbered(values: unknown[]): number[] {
  const distinct = [...new Set(values)]
  return values.map((value) => distinct.indexOf(value))
}

describe('numbers', () => {
  const names = named(/^([fiu]\d-|bool|version|scalar|vector|column|cube|not-finite)/)

  test('there are fixtures of every type, byte order, memory order and version', () => {
    expect(names.length).toBe(35)
  })

  test.each(names)('%s has the shape and values that NumPy saved', async (name) => {
    const array = await load(name)
    const { shape, values } = expected[name]!
    expect(array.shape).toEqual(shape)
    const { data } = toSamples(array)
    expect(Array.from(data)).toEqual(values.map((value) => (value === null ? Number.NaN : Number(value))))
  })

  test.each([
    ['f2-big', 'Float32Array'],
    ['f4-big-fortran', 'Float32Array'],
    ['f8-little', 'Float64Array'],
    ['u2-big', 'Float32Array'],
    ['i4-little', 'Float64Array'],
    ['i8-little', 'Float64Array'],
    ['bool', 'Float32Array'],
  ])('%s becomes a %s: float32 where that is exact', async (name, type) => {
    expect(toSamples(await load(name)).data.constructor.name).toBe(type)
  })

  test('half-precision numbers of every kind have the values that NumPy finds', async () => {
    const [half, single] = await loadAll(fixture('half.npz'))
    expect(half!.count).toBeGreaterThan(2000)
    expect(toSamples(half!).data).toEqual(toSamples(single!).data)
  })

  test('an integer that no float holds is refused by its byte', async () => {
    const array = await load('int-too-large')
    expect(() => toSamples(array)).toThrow(/int-too-large\.npy, byte 136: 9007199254740993 has no exact/)
  })

  test.each([
    ['scalar', [1, 1]],
    ['vector', [5, 1]],
    ['cube', [2, 12]],
    ['no-rows', [0, 3]],
  ])('%s has the shape %j as samples', async (name, shape) => {
    expect(toSamples(await load(name)).shape).toEqual(shape)
  })

  test('strings are no samples', async () => {
    const array = await load('unicode')
    expect(() => toSamples(array)).toThrow('holds string values, and numbers are needed')
  })
})

describe('labels', () => {
  test.each(named(/^(unicode|bytes|vector-of|column)/))('%s', async (name) => {
    expect(Array.from(toLabels(await load(name)))).toEqual(numbered(expected[name]!.values))
  })

  test.each(['y', 'isodd', 'label'])('%s of an archive', async (name) => {
    const array = (await loadAll(fixture('stored.npz'))).find((array) => array.name === name)
    expect(Array.from(toLabels(array!))).toEqual([0, 1, 1])
  })

  test.each([
    ['f4-little', "float32 values, which can't be labels"],
    ['u1-little', 'shape (2, 3); labels need one value a row'],
    ['scalar', 'labels'],
  ])('%s is refused', async (name, message) => {
    const array = await load(name)
    expect(() => toLabels(array)).toThrow(message)
  })
})

describe('types that have no numbers are refused, with what to save instead', () => {
  test.each([
    ['object', 'Python objects, which are pickled'],
    ['complex', 'complex numbers'],
    ['longdouble', "save .astype('float64')"],
    ['datetime', 'dates'],
    ['timedelta', 'time spans'],
    ['structured', 'a structured array'],
    ['void', 'bfloat16'],
  ])('%s', async (name, message) => {
    const error = await inspectArrays(fixture(`refused-${name}.npy`)).catch((error) => error)
    expect(error.code).toBe('ERR_INFOFLOW_FILE_FORMAT')
    expect(error.message).toContain(message)
    expect(error.message).toMatch(/refused-\w+\.npy, byte \d+: /)
  })

  test('the pickle in one of them was not run', () => {
    expect(readFileSync(fixture('refused-object.npy'), 'latin1')).toContain('/tmp/infoflow-unpickled')
    expect(existsSync('/tmp/infoflow-unpickled')).toBe(false)
  })
})

describe('archives', () => {
  test.each(['stored', 'deflated', 'streamed'])('%s.npz has the arrays that NumPy saved', async (name) => {
    const arrays = await loadAll(fixture(`${name}.npz`))
    expect(arrays.map(({ name, shape, type }) => [name, shape, type.name])).toEqual([
      ['hidden1', [3, 4], 'float32'],
      ['hidden2', [3, 2], 'float64'],
      ['conv', [3, 3, 2, 2], 'float32'],
      ['y', [3], 'int64'],
      ['isodd', [3], 'bool'],
      ['label', [3], 'string'],
      ['loss', [2], 'float32'],
    ])
    expect(Array.from(toSamples(arrays[0]!).data)).toEqual(expected['f4-little']!.values)
    expect(Array.from(toSamples(arrays[1]!).data)).toEqual([-1.25, -1, -0.25, 0, 0.75, 1])
    expect(toSamples(arrays[2]!).shape).toEqual([3, 12])
  })

  test('an archive may have no arrays', async () => {
    expect(await inspectArrays(fixture('no-arrays.npz'))).toEqual([])
  })
})

describe('files that cannot be read', () => {
  test.each([
    ['/nowhere/acts.npz', 'there is no such file'],
    [__dirname, 'it is not a file'],
    ['/dev/zero', 'it is not a file'],
  ])('%s', async (file, message) => {
    const error = await inspectArrays(file).catch((error) => error)
    expect(error.code).toBe('ERR_INFOFLOW_FILE_ACCESS')
    expect(error.message).toContain(`${file}: ${message}`)
  })
})
