import { cp, mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { folderWith, inRoot } from '../paths.mjs'

/** The least that node-gyp reads beside the headers: plain C++17, position-independent, optimised. */
const COMMON_GYPI = inRoot('scripts/setup/common.gypi')

/** A folder that node-gyp accepts as Node's own, made from the node-api-headers package. */
async function packagedHeaders(folder) {
  const include = join(folder, 'include/node')
  await mkdir(include, { recursive: true })
  await cp(inRoot('node_modules/node-api-headers/include'), include, { recursive: true })
  await cp(COMMON_GYPI, join(include, 'common.gypi'))
  return folder
}

/**
 * `npm_config_nodedir` for node-gyp, which would else download Node's headers: the caller's own, the headers
 * beside the Node binary, or those of the node-api-headers package (enough for addons that use Node-API alone).
 */
export async function nodeDirectory(environment, nodeBinary = process.execPath) {
  const beside = resolve(nodeBinary, '../..')
  return (
    environment.npm_config_nodedir ??
    folderWith('include/node/common.gypi', [beside]) ??
    (await packagedHeaders(inRoot('build/node-headers')))
  )
}
