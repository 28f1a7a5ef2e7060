import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'

const MANIFEST = 'manifest.json'
const ABANDONED_AFTER_MS = 6 * 3600_000

async function sha256(file) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}

/** Path (with `/`) → sha256 of every file below a folder. */
async function checksums(folder) {
  const sums = {}
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name === MANIFEST) continue
    const file = join(entry.parentPath ?? entry.path, entry.name)
    sums[relative(folder, file).split(sep).join('/')] = await sha256(file)
  }
  return sums
}

/**
 * True when every file of the manifest has the bytes that were written. Every byte is read: an entry is only used
 * when something has to be built from it, then the second this takes is worth more than trusting sizes and dates.
 */
async function isIntact(entry) {
  try {
    const expected = JSON.parse(await readFile(join(entry, MANIFEST), 'utf8'))
    for (const [path, sum] of Object.entries(expected)) {
      if ((await sha256(join(entry, path))) !== sum) return false
    }
    return true
  } catch {
    return false
  }
}

async function removeAbandoned(cache) {
  for (const name of await readdir(cache)) {
    if (!name.startsWith('.partial-')) continue
    const { mtimeMs } = await stat(join(cache, name)).catch(() => ({ mtimeMs: Date.now() }))
    if (Date.now() - mtimeMs > ABANDONED_AFTER_MS)
      await rm(join(cache, name), { recursive: true, force: true })
  }
}

/** Moves a finished folder to its place. Another process may have been faster: then its intact entry stays. */
async function publish(partial, entry) {
  try {
    await rename(partial, entry)
  } catch (error) {
    if (!existsSync(entry)) throw error
    if (await isIntact(entry)) return
    const damaged = `${partial}-damaged`
    await rename(entry, damaged)
    await rename(partial, entry)
    await rm(damaged, { recursive: true, force: true })
  }
}

/** The intact entry `name` of the cache, or undefined. */
export async function cachedEntry(cache, name) {
  const entry = join(cache, name)
  return (await isIntact(entry)) ? entry : undefined
}

/**
 * The folder `name` in the cache. Where it is missing or damaged, `fill` writes it anew into a temporary folder,
 * which only then takes the name: processes side by side never see half an entry.
 */
export async function cached(cache, name, fill) {
  const intact = await cachedEntry(cache, name)
  if (intact) return intact
  await mkdir(cache, { recursive: true })
  await removeAbandoned(cache)
  const partial = join(cache, `.partial-${randomUUID()}`)
  try {
    await mkdir(partial)
    await fill(partial)
    await writeFile(join(partial, MANIFEST), JSON.stringify(await checksums(partial), null, 1))
    await publish(partial, join(cache, name))
  } finally {
    await rm(partial, { recursive: true, force: true })
  }
  return join(cache, name)
}
