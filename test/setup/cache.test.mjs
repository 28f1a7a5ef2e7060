import assert from 'node:assert/strict'
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { cached, cachedEntry } from '../../scripts/setup/cache.mjs'

let cache

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'infoflow-cache-'))
})

afterEach(() => rm(cache, { recursive: true }))

const fill = (folder) => writeFile(join(folder, 'file'), 'right')

test('an intact entry is used as it is', async () => {
  const entry = await cached(cache, 'entry', fill)
  assert.equal(await cached(cache, 'entry', () => assert.fail('filled again')), entry)
  assert.equal(await cachedEntry(cache, 'entry'), entry)
})

for (const [damage, inflict] of [
  ['changed bytes', (entry) => writeFile(join(entry, 'file'), 'wrong')],
  ['a longer file', (entry) => appendFile(join(entry, 'file'), '!')],
  ['a lost file', (entry) => rm(join(entry, 'file'))],
  ['a lost manifest', (entry) => rm(join(entry, 'manifest.json'))],
  ['half a manifest', (entry) => writeFile(join(entry, 'manifest.json'), '{ "file": ')],
]) {
  test(`an entry with ${damage} is made anew`, async () => {
    await inflict(await cached(cache, 'entry', fill))
    assert.equal(await cachedEntry(cache, 'entry'), undefined)
    const entry = await cached(cache, 'entry', fill)
    assert.equal(await readFile(join(entry, 'file'), 'utf8'), 'right')
    assert.deepEqual(await readdir(cache), ['entry'])
  })
}

test('a fill that fails leaves nothing behind', async () => {
  const failing = async (folder) => {
    await fill(folder)
    throw new Error('no route')
  }
  await assert.rejects(cached(cache, 'entry', failing), /no route/)
  assert.deepEqual(await readdir(cache), [])
})

test('two at once end with one whole entry', async () => {
  let arrived = 0
  let release
  const both = new Promise((resolve) => {
    release = resolve
  })
  const together = async (folder) => {
    await fill(folder)
    if (++arrived === 2) release()
    await both
  }
  const entries = await Promise.all([cached(cache, 'entry', together), cached(cache, 'entry', together)])
  assert.equal(entries[0], entries[1])
  assert.deepEqual(await readdir(cache), ['entry'])
  assert.equal(await cachedEntry(cache, 'entry'), entries[0])
})
