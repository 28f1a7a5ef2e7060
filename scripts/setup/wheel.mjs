import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { inRoot } from '../paths.mjs'
import { run } from '../process.mjs'
import { cached, cachedEntry } from './cache.mjs'
import { lastLines, SetupProblem } from './problem.mjs'

/** A Python with pip, which needs no right to install anything: wheels are only downloaded and unpacked. */
async function pythonWithPip() {
  for (const python of ['python3', 'python']) {
    const { code } = await run(python, ['-m', 'pip', '--version'])
    if (code === 0) return python
  }
  throw new SetupProblem('No Python 3 with pip was found.', [
    'Debian, Ubuntu: sudo apt-get install python3-pip',
    'Fedora: sudo dnf install python3-pip',
    'macOS: brew install python',
  ])
}

const requirementsFile = (name) => inRoot('scripts/setup/wheels', `${name}.txt`)

/** A change of the pinned version, of the files taken from it, or of the machine makes another entry. */
function entryName(name, prefixes) {
  const pin = readFileSync(requirementsFile(name), 'utf8')
  const made = createHash('sha256').update(JSON.stringify([pin, prefixes, process.platform, process.arch]))
  return `${name}-${made.digest('hex').slice(0, 12)}`
}

async function download(python, name, pipOptions, folder) {
  const args = ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--require-hashes', '--quiet']
  const { code, output } = await run(python, [
    ...args,
    ...pipOptions,
    `--dest=${folder}`,
    `--requirement=${requirementsFile(name)}`,
  ])
  if (code === 0) return join(folder, (await readdir(folder))[0])
  throw new SetupProblem(`pip could not download ${name}:\n${lastLines(output)}`, [
    'Check that a Python package index can be reached (pip config list; PIP_INDEX_URL names another one).',
    `A checksum that does not match means that the download was damaged or altered: try again, then compare with ${requirementsFile(name)}.`,
  ])
}

/** Whether a wheel was pinned for this machine. */
export const isPinned = (name) => existsSync(requirementsFile(name))

/** The folder of an earlier `wheelFolder` call with the same arguments, or undefined. */
export const cachedWheel = (cache, { name, prefixes = [] }) => cachedEntry(cache, entryName(name, prefixes))

/**
 * A folder in the cache with the unpacked files of a wheel pinned in wheels/, downloaded by pip with its checksum.
 * `prefixes` limits the files, `pipOptions` choose a wheel for something else than the running Python.
 */
export async function wheelFolder(cache, { name, prefixes = [], pipOptions = [] }) {
  return cached(cache, entryName(name, prefixes), async (folder) => {
    const python = await pythonWithPip()
    const downloads = join(folder, '.download')
    await mkdir(downloads)
    const wheel = await download(python, name, pipOptions, downloads)
    const unpack = inRoot('scripts/setup/unpack_wheel.py')
    const { code, output } = await run(python, [unpack, wheel, folder, ...prefixes])
    if (code !== 0) throw new SetupProblem(`${wheel} could not be unpacked:\n${lastLines(output)}`, [])
    await rm(downloads, { recursive: true })
  })
}
