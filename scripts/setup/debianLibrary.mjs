import { mkdir, readdir, rm } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { inRoot } from '../paths.mjs'
import { run } from '../process.mjs'
import { cached } from './cache.mjs'
import { lastLines, SetupProblem } from './problem.mjs'

/**
 * A C++ library that tests or benchmarks need: its `name` for people, the `cmakePackage` that find_package takes, the
 * `variables` that an earlier search leaves in CMake's cache, the `debianPackages` that hold it, and `remedies`.
 * @typedef {{ name: string, cmakePackage: string, variables: string[], debianPackages: string[], remedies: string[] }} Library
 */

/** Asks CMake itself, in a project that does nothing else. */
async function found({ cmakePackage, variables }, environment) {
  const build = inRoot('build', `probe-${cmakePackage}`)
  const folders = ['-S', inRoot('scripts/setup/find-package-probe'), '-B', build]
  // What an earlier probe found is forgotten: this environment may not know that place.
  const forget = [`${cmakePackage}_DIR`, ...variables].map((variable) => `-U${variable}`)
  const { code } = await run('cmake', [...folders, ...forget, `-DPACKAGE=${cmakePackage}`], { environment })
  return code === 0
}

async function download(packages, folder) {
  const withOptions = (options) => run('apt-get', [...options, 'download', ...packages], { cwd: folder })
  if ((await withOptions([])).code === 0) return
  // Fresh images carry no package lists; apt can keep its own in any folder, without root.
  const lists = join(folder, '.apt')
  await mkdir(join(lists, 'lists/partial'), { recursive: true })
  await mkdir(join(lists, 'cache/archives/partial'), { recursive: true })
  const privately = ['-o', `Dir::State::lists=${lists}/lists`, '-o', `Dir::Cache=${lists}/cache`]
  await run('apt-get', [...privately, '-o', 'APT::Sandbox::User=root', 'update'], { cwd: folder })
  const { code, output } = await withOptions(privately)
  await rm(lists, { recursive: true })
  if (code !== 0) throw new Error(`apt-get download failed:\n${lastLines(output)}`)
}

async function unpack(packages, folder) {
  await download(packages, folder)
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.deb'))) {
    const { code, output } = await run('dpkg', ['-x', file, '.'], { cwd: folder })
    if (code !== 0) throw new Error(`dpkg -x ${file} failed:\n${lastLines(output)}`)
    await rm(join(folder, file))
  }
}

/**
 * The library where CMake finds it: installed, else Debian's packages unpacked into the cache (no root needed).
 * @param {{ environment: Record<string, string>, cache: string }} context
 * @param {Library} library
 */
export async function ensureDebianLibrary({ environment, cache }, library) {
  if (await found(library, environment)) return 'already there'
  const { name, debianPackages, remedies } = library
  let reason = 'CMake still does not find it.'
  try {
    const entry = `${name.toLowerCase().replaceAll(' ', '-')}-debian-${process.arch}`
    const folder = await cached(cache, entry, (empty) => unpack(debianPackages, empty))
    const prefixes = [join(folder, 'usr'), environment.CMAKE_PREFIX_PATH]
    environment.CMAKE_PREFIX_PATH = prefixes.filter(Boolean).join(delimiter)
    if (await found(library, environment)) return `Debian's package, unpacked in ${folder}`
  } catch (error) {
    reason = error.message
  }
  throw new SetupProblem(`${name} is missing. ${reason}`, remedies)
}
