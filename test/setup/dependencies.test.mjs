import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstDifference } from '../../scripts/setup/dependencies.mjs'

const one = { version: '1.0.0', integrity: 'sha512-one' }
const lock = (packages) => ({ packages: { '': {}, ...packages } })
const installed = (packages) => ({ packages })

test('packages as the lockfile says need nothing', () => {
  assert.equal(
    firstDifference(lock({ 'node_modules/a': one }), installed({ 'node_modules/a': one })),
    undefined,
  )
})

test('another version, other contents, a missing and a surplus package are found', () => {
  const wanted = lock({ 'node_modules/a': one })
  for (const found of [
    { 'node_modules/a': { ...one, version: '1.0.1' } },
    { 'node_modules/a': { ...one, integrity: 'sha512-two' } },
    {},
  ]) {
    assert.equal(firstDifference(wanted, installed(found)), 'node_modules/a')
  }
  const surplus = { 'node_modules/a': one, 'node_modules/b': one }
  assert.equal(firstDifference(wanted, installed(surplus)), 'node_modules/b')
})

test('an optional package of another platform may be absent, but not differ', () => {
  const wanted = lock({ 'node_modules/a': { ...one, optional: true } })
  assert.equal(firstDifference(wanted, installed({})), undefined)
  const other = { 'node_modules/a': { ...one, version: '2.0.0', optional: true } }
  assert.equal(firstDifference(wanted, installed(other)), 'node_modules/a')
})
