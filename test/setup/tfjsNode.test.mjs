import assert from 'node:assert/strict'
import { cp, mkdir, mkdtemp, readlink, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { inRoot } from '../../scripts/paths.mjs'
import { linkLibtensorflow } from '../../scripts/setup/libtensorflow.mjs'
import { nodeDirectory } from '../../scripts/setup/nodeHeaders.mjs'
import { explain } from '../../scripts/setup/problem.mjs'
import { ensureTfjsNode } from '../../scripts/setup/tfjsNode.mjs'

const installed = inRoot('node_modules/@tensorflow/tfjs-node')

/** Nothing outside answers: neither the package's own host nor a package index. */
const CLOSED = 'http://127.0.0.1:9/'
const cutOff = {
  CDN_STORAGE: CLOSED,
  PIP_INDEX_URL: CLOSED,
  PIP_NO_INDEX: '1',
  PIP_FIND_LINKS: '',
  PIP_RETRIES: '0',
}

let folder
let bare

/** A tfjs-node as npm unpacks it, without its native half, among the packages that it needs. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'infoflow-tfjs-'))
  bare = join(folder, 'node_modules/@tensorflow/tfjs-node')
  const native = new Set([join(installed, 'deps'), join(installed, 'lib')])
  await cp(installed, bare, { recursive: true, filter: (path) => !native.has(path) })
  await symlink(inRoot('node_modules'), join(bare, 'node_modules'))
})

afterEach(() => rm(folder, { recursive: true }))

const context = (variables) => ({
  environment: { ...process.env, ...variables },
  cache: join(folder, 'cache'),
})

test('LIBTENSORFLOW_DIR gives a tfjs-node that computes, also without headers beside Node', async () => {
  const npm_config_nodedir = await nodeDirectory({}, join(folder, 'elsewhere/bin/node'))
  assert.equal(npm_config_nodedir, inRoot('build/node-headers'))
  const LIBTENSORFLOW_DIR = join(installed, 'deps')
  const outcome = await ensureTfjsNode(context({ ...cutOff, LIBTENSORFLOW_DIR, npm_config_nodedir }), bare)
  assert.match(outcome, /^works, with LIBTENSORFLOW_DIR/)
  assert.equal(await ensureTfjsNode(context(cutOff), bare), 'already works')
})

test('where nothing answers, the problem names every way tried and what to do', async () => {
  const LIBTENSORFLOW_DIR = join(folder, 'nowhere')
  await assert.rejects(ensureTfjsNode(context({ ...cutOff, LIBTENSORFLOW_DIR }), bare), (error) => {
    const text = explain(error)
    assert.match(text, /training falls back to wasm/)
    assert.match(text, /LIBTENSORFLOW_DIR \(.*nowhere\): .* has no include\/tensorflow\/c\/eager\/c_api\.h/)
    assert.match(text, /its own installer: /)
    assert.match(text, /libtensorflow from the Python package index: /)
    assert.match(text, /\n {2}1\. .*LIBTENSORFLOW_DIR/)
    return true
  })
})

for (const [layout, libraries, names] of [
  ['the Python package', '', ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2']],
  ['the C distribution', 'lib', ['libtensorflow.so.2', 'libtensorflow_framework.so.2']],
]) {
  test(`the libraries are linked from the layout of ${layout}`, async () => {
    const source = join(folder, 'source')
    await mkdir(join(source, 'include/tensorflow/c/eager'), { recursive: true })
    await writeFile(join(source, 'include/tensorflow/c/eager/c_api.h'), '')
    await mkdir(join(source, libraries), { recursive: true })
    for (const name of names) await writeFile(join(source, libraries, name), '')
    await linkLibtensorflow(source, bare)
    const lib = join(bare, 'deps/lib')
    assert.equal(await readlink(join(lib, 'libtensorflow.so')), names[0])
    assert.equal(await readlink(join(lib, 'libtensorflow_framework.so')), names[1])
  })
}

test('a folder without the libraries is refused by name', async () => {
  const source = join(folder, 'source')
  await mkdir(join(source, 'include/tensorflow/c/eager'), { recursive: true })
  await writeFile(join(source, 'include/tensorflow/c/eager/c_api.h'), '')
  await assert.rejects(linkLibtensorflow(source, bare), /has no libtensorflow\.so/)
})
