import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { inRoot } from '../paths.mjs'
import { run } from '../process.mjs'
import { cached, cachedEntry } from './cache.mjs'
import { lastLines, SetupProblem } from './problem.mjs'

/**
 * A wheel: `pin` is a requirements file with one package, its version and the checksums it may have; `prefixes`
 * limits the files that are unpacked; `pipOptions` choose a wheel for something else than the running Python.
 * @typedef {{ pin: string, prefixes?: string[], pipOptions?: string[] }} Wheel
 */

/** The pin `name` of this project. */
export const pinned = (name) => inRoot('scripts/setup/wheels', `${name}.txt`)

/** A Python with pip. Nothing is installed into it: wheels are only downloaded and unpacked. */
export async function pythonWithPip(environment) {
  for (const python of ['python3', 'python']) {
    const { code } = await run(python, ['-m', 'pip', '--version'], { environment })
    if (code === 0) return python
  }
  throw new SetupProblem('No Python 3 with pip was found.', [
    'Debian, Ubuntu: sudo apt-get install python3-pip',
    'Fedora: sudo dnf install python3-pip',
    'macOS: brew install python',
  ])
}

/** Another version, other files or another kind of machine make another entry. */
function entryName({ pin, prefixes = [] }) {
  const made = [readFileSync(pin, 'utf8'), prefixes, process.platform, process.arch]
  const hash = createHash('sha256').update(JSON.stringify(made)).digest('hex')
  return `${basename(pin, '.txt')}-${hash.slice(0, 12)}`
}

async function download(python, { pin, pipOptions = [] }, folder, environment) {
  const safely = ['--no-deps', '--only-binary=:all:', '--require-hashes', '--quiet']
  const args = [...safely, ...pipOptions, `--dest=${folder}`, `--requirement=${pin}`]
  const { code, output } = await run(python, ['-m', 'pip', 'download', ...args], { environment })
  if (code === 0) return join(folder, (await readdir(folder))[0])
  throw new SetupProblem(`pip could not download ${basename(pin, '.txt')}:\n${lastLines(output)}`, [
    'Check that a Python package index can be reached (pip config list; PIP_INDEX_URL names another one).',
    `If a checksum does not match, the download was damaged or altered: try again, then compare with ${pin}.`,
  ])
}

/** The folder of an earlier `wheelFolder` of the same wheel, or undefined. */
export const cachedWheel = ({ cache }, wheel) => cachedEntry(cache, entryName(wheel))

/** The folder in the cache with the files of a wheel, downloaded with its checksum where it is not there yet. */
export function wheelFolder({ cache, environment }, wheel) {
  return cached(cache, entryName(wheel), async (folder) => {
    const python = await pythonWithPip(environment)
    const downloads = join(folder, '.download')
    await mkdir(downloads)
    const file = await download(python, wheel, downloads, environment)
    const unpack = [inRoot('scripts/setup/unpack_wheel.py'), file, folder, ...(wheel.prefixes ?? [])]
    const { code, output } = await run(python, unpack, { environment })
    if (code !== 0) {
      throw new SetupProblem(`${basename(file)} could not be unpacked:\n${lastLines(output)}`, [
        `Is the disk full? The cache is in ${cache}; INFOFLOW_CACHE moves it.`,
      ])
    }
    await rm(downloads, { recursive: true })
  })
}
