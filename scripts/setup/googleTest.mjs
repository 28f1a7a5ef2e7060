import { mkdir, readdir, rm } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { inRoot } from '../paths.mjs'
import { run } from '../process.mjs'
import { cached } from './cache.mjs'
import { lastLines, SetupProblem } from './problem.mjs'

/** Asks CMake itself, in a project that does nothing else. */
async function findsGoogleTest(environment) {
  const folders = ['-S', inRoot('scripts/setup/google-test-probe'), '-B', inRoot('build/google-test-probe')]
  // What an earlier probe found is forgotten: this environment may not know that place.
  const forget = ['-UGTest_DIR', '-UGTEST_*', '-UGMOCK_*']
  return (await run('cmake', [...folders, ...forget], { environment })).code === 0
}

async function downloadPackages(folder) {
  const download = (options) =>
    run('apt-get', [...options, 'download', 'libgtest-dev', 'googletest'], { cwd: folder })
  if ((await download([])).code === 0) return
  // Fresh images carry no package lists; apt can keep its own in any folder, without root.
  const lists = join(folder, '.apt')
  await mkdir(join(lists, 'lists/partial'), { recursive: true })
  await mkdir(join(lists, 'cache/archives/partial'), { recursive: true })
  const privately = ['-o', `Dir::State::lists=${lists}/lists`, '-o', `Dir::Cache=${lists}/cache`]
  await run('apt-get', [...privately, '-o', 'APT::Sandbox::User=root', 'update'], { cwd: folder })
  const { code, output } = await download(privately)
  await rm(lists, { recursive: true })
  if (code !== 0) throw new Error(`apt-get download failed:\n${lastLines(output)}`)
}

async function unpackDebianPackages(folder) {
  await downloadPackages(folder)
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.deb'))) {
    const { code, output } = await run('dpkg', ['-x', file, '.'], { cwd: folder })
    if (code !== 0) throw new Error(`dpkg -x ${file} failed:\n${lastLines(output)}`)
    await rm(join(folder, file))
  }
}

/** GoogleTest where CMake finds it: installed, else Debian's package unpacked into the cache (no root needed). */
export async function ensureGoogleTest({ environment, cache }) {
  if (await findsGoogleTest(environment)) return 'already there'
  let reason = 'CMake still does not find it.'
  try {
    const folder = await cached(cache, `googletest-debian-${process.arch}`, unpackDebianPackages)
    const prefixes = [join(folder, 'usr'), environment.CMAKE_PREFIX_PATH]
    environment.CMAKE_PREFIX_PATH = prefixes.filter(Boolean).join(delimiter)
    if (await findsGoogleTest(environment)) return `Debian's package, unpacked in ${folder}`
  } catch (error) {
    reason = error.message
  }
  throw new SetupProblem(`GoogleTest is missing, so the native tests can't be built. ${reason}`, [
    'Debian, Ubuntu: sudo apt-get install libgtest-dev',
    'Fedora: sudo dnf install gtest-devel',
    'macOS: brew install googletest',
  ])
}
