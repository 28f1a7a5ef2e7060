import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

export const inRoot = (...parts) => join(root, ...parts)

/** Where downloads are kept for every clone of this user. */
export function cacheFolder(environment = process.env) {
  const { INFOFLOW_CACHE, XDG_CACHE_HOME } = environment
  return INFOFLOW_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'infoflow')
}

/** The JavaScript file behind a command of an installed package, to be run by this very Node. */
export function packageCommand(name, command = name) {
  const folder = inRoot('node_modules', name)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[command])
}

/** The first of `folders` that holds `file`, or undefined. */
export const folderWith = (file, folders) => folders.find((folder) => existsSync(join(folder, file)))
