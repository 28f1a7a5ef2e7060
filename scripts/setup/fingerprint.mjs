import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inRoot } from '../paths.mjs'

function filesBelow(path) {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { recursive: true })
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile())
    .sort()
}

/** One hash over the names and contents of files and folders (relative to the root) and of `facts`. */
export function fingerprint(paths, facts = []) {
  const hash = createHash('sha256').update(JSON.stringify(facts))
  for (const file of paths.flatMap((path) => filesBelow(inRoot(path)))) {
    hash.update(`\0${file}\0`).update(readFileSync(file))
  }
  return hash.digest('hex')
}

const stampFile = (name) => inRoot('build/stamps', name)

/** Whether `product` exists and was made from just these sources. */
export function isUpToDate(name, sources, product) {
  const stamp = stampFile(name)
  return existsSync(inRoot(product)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources
}

export function stampAs(name, sources) {
  mkdirSync(dirname(stampFile(name)), { recursive: true })
  writeFileSync(stampFile(name), sources)
}
