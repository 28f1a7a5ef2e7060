import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { run } from '../../scripts/process.mjs'
import { wheelFolder } from '../../scripts/setup/wheel.mjs'

const FILE = 'tool-1.0-py3-none-any.whl'

/** Writes a wheel with a program, a text and the metadata that pip asks for. */
const makeWheel = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w') as wheel:
    program = zipfile.ZipInfo('tool/bin/program')
    program.external_attr = 0o755 << 16
    wheel.writestr(program, '#!/bin/sh')
    wheel.writestr('tool/notes', 'text')
    wheel.writestr('tool-1.0.dist-info/METADATA', 'Metadata-Version: 2.1\\nName: tool\\nVersion: 1.0\\n')
    wheel.writestr('tool-1.0.dist-info/WHEEL', 'Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
    wheel.writestr('tool-1.0.dist-info/RECORD', '')
`

let folder
let context
let pin

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'infoflow-wheel-'))
  const { code, output } = await run('python3', ['-c', makeWheel, join(folder, FILE)])
  assert.equal(code, 0, output)
  pin = join(folder, 'tool.txt')
  const environment = { ...process.env, PIP_NO_INDEX: '1', PIP_FIND_LINKS: folder }
  context = { environment, cache: join(folder, 'cache') }
})

afterEach(() => rm(folder, { recursive: true }))

const pinTo = (sum) => writeFile(pin, `tool==1.0 --hash=sha256:${sum}\n`)

async function rightSum() {
  return createHash('sha256')
    .update(await readFile(join(folder, FILE)))
    .digest('hex')
}

test('a wheel with the pinned checksum is unpacked, its programs can be run', async () => {
  await pinTo(await rightSum())
  const unpacked = await wheelFolder(context, { pin, prefixes: ['tool/bin/'] })
  assert.deepEqual((await readdir(unpacked)).sort(), ['manifest.json', 'tool'])
  assert.deepEqual(await readdir(join(unpacked, 'tool')), ['bin'])
  assert.equal((await stat(join(unpacked, 'tool/bin/program'))).mode & 0o111, 0o111)
})

test('a wheel with another checksum is refused and leaves nothing', async () => {
  await pinTo('0'.repeat(64))
  await assert.rejects(wheelFolder(context, { pin }), (error) => {
    assert.match(error.message, /HASHES|hash/i)
    assert.ok(error.remedies.length > 0)
    return true
  })
  assert.deepEqual(await readdir(context.cache), [])
})
