import { readFileSync } from 'node:fs'
import { fixture, npy, readingFails } from './files'

const dictionary = (descr: string, order: string, shape: string) =>
  `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }`

const float = (shape: string) => dictionary("'<f4'", 'False', shape)

test('a file cut at any length is refused by name and byte', async () => {
  const whole = readFileSync(fixture('f4-little.npy'))
  for (let length = 0; length < whole.length; length++) {
    const { code, message } = await readingFails(whole.subarray(0, length))
    expect(code).toBe('ERR_INFOFLOW_FILE_FORMAT')
    expect(message).toMatch(/^FILE, byte \d+: /)
    expect(Number(/byte (\d+)/.exec(message)?.[1])).toBeLessThanOrEqual(length)
  }
})

test('any byte of the fixed part and the dictionary may be wrong: an error with its place, or numbers', async () => {
  const whole = readFileSync(fixture('f4-little.npy'))
  let refused = 0
  for (let offset = 0; offset < whole.length; offset++) {
    const damaged = Buffer.from(whole)
    damaged[offset]! ^= 0x15
    const error = await readingFails(damaged).catch(() => null)
    if (error === null) continue
    refused++
    expect(error.code).toBe('ERR_INFOFLOW_FILE_FORMAT')
    expect(error.message).toMatch(/^FILE, byte \d+: /)
  }
  // Nothing guards the 48 bytes of the elements; of the 128 before them each counts.
  expect(refused).toBe(128)
})

test.each([
  ['nothing', Buffer.alloc(0), 'byte 0: the file is empty'],
  ['text', Buffer.from('1,2\n3,4\n'), 'byte 0: neither a .npy nor a .npz file'],
  ['a pickle', Buffer.from('\x80\x04K\x01.', 'latin1'), 'byte 0: neither'],
  ['a version to come', npy(float('(1,)'), Buffer.alloc(4), 4), 'byte 6: version 4.0'],
])('%s is no .npy file', async (_, bytes, message) => {
  expect((await readingFails(bytes)).message).toContain(`FILE, ${message}`)
})

test.each([
  ['a shape larger than the file', float('(3, 4)'), 'needs 48 bytes, and 16 follow'],
  [
    'a shape smaller than the file',
    float('(3,)'),
    'needs 12 bytes, and 16 follow the header: save one array per file',
  ],
  ['a product that overflows', float('(4294967296, 4294967296)'), 'more elements than any file can hold'],
  ['a size that overflows', float(`(${2 ** 53 - 1},)`), 'more elements than any file can hold'],
  ['a length beyond all integers', float(`(0, ${'9'.repeat(400)})`), 'more elements than any file can hold'],
  ['a negative length', float('(-4,)'), 'an integer that is not negative'],
  ['a fractional length', float('(4.0,)'), "',' or ')'"],
  ['a number for a tuple', float('4'), 'a string, True, False or a tuple'],
  ['a tuple without its comma', float('(4)'), "a tuple of one integer needs a ','"],
  ['an expression', float('(2*2,)'), "',' or ')'"],
  ['a call', float("__import__('os').system('true')"), 'a string, True, False or a tuple'],
  ['65 dimensions', float(`(${'1, '.repeat(65)})`), '65 dimensions'],
  ['an order that is no boolean', dictionary("'<f4'", '1', '(4,)'), 'a string, True, False or a tuple'],
  [
    'an order in another language',
    dictionary("'<f4'", "'False'", '(4,)'),
    'fortran_order must be True or False',
  ],
  ['a type that is no string', dictionary('(4,)', 'False', '(4,)'), 'descr must be a string'],
  ['a type that is not known', dictionary("'<q4'", 'False', '(4,)'), "a type that is not known ('<q4')"],
  ['an escape in a string', dictionary("'<f\\x34'", 'False', '(4,)'), 'a string, True, False or a tuple'],
  ['a shape that is a string', dictionary("'<f4'", 'False', "'4'"), 'shape must be a tuple'],
  ['strings of no characters', dictionary("'<U0'", 'False', '(4,)'), 'strings of no characters'],
  [
    'a key twice',
    "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (4,)}",
    "has 'descr' twice",
  ],
  [
    'a key more',
    "{'descr': '<f4', 'fortran_order': False, 'shape': (4,), 'x': True}",
    'descr, fortran_order and shape',
  ],
  ['a key less', "{'descr': '<f4', 'shape': (4,)}", 'descr, fortran_order and shape, not descr, shape'],
  ['no keys', '{}', 'not nothing'],
  ['no dictionary', '', "'{'"],
  ['more after it', `${float('(4,)')} x`, 'a key in quotes'],
  ['an end that is missing', "{'descr': '<f4'", "',' or '}'"],
])('a header with %s is refused', async (_, header, message) => {
  const error = await readingFails(npy(header, Buffer.alloc(16)))
  expect(error.code).toBe('ERR_INFOFLOW_FILE_FORMAT')
  expect(error.message).toMatch(/^FILE, byte \d+: /)
  expect(error.message).toContain(message)
})

test('a header that claims more than the file is refused before anything of that size is made', async () => {
  const bytes = npy(float('(4,)'), Buffer.alloc(16), 2)
  bytes.writeUInt32LE(0xffffffff, 8)
  expect((await readingFails(bytes)).message).toContain('FILE, byte 8: a header of 4294967295 bytes')
  bytes.writeUInt32LE(9999, 8)
  expect((await readingFails(bytes)).message).toContain('FILE, byte 12: the header should follow')
})

test('headers as other programs write them are read', async () => {
  for (const header of [
    '{"shape":(2L,2L),"fortran_order":True,"descr":"<f4"}\n',
    "  {'descr' : '<f4' , 'fortran_order' : False , 'shape' : ( 4 , ) }   \n",
    dictionary("'|u1'", 'False', '(16,)'),
    dictionary("'|S4'", 'False', '()').replace('()', '(4,)'),
  ]) {
    await expect(readingFails(npy(header, Buffer.alloc(16)))).rejects.toThrow('it was read without an error')
  }
})
