import { constants, existsSync } from 'node:fs'
import { copyFile, cp, link, mkdir, readdir, realpath, rm, symlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { folderWith } from '../paths.mjs'
import { cachedWheel, pinned, wheelFolder } from './wheel.mjs'

const HEADERS = ['tensorflow/c/', 'tensorflow/core/platform/ctstring', 'tsl/c/', 'tsl/platform/ctstring']

const wheel = {
  pin: pinned(`tensorflow-${process.platform}-${process.arch}`),
  prefixes: [
    'tensorflow/libtensorflow_cc.so.2',
    'tensorflow/libtensorflow_framework.so.2',
    ...HEADERS.map((header) => `tensorflow/include/${header}`),
  ],
  // The libraries don't depend on Python: the wheel of any version will do.
  pipOptions: [
    '--python-version=3.10',
    `--platform=manylinux_2_17_${process.arch === 'x64' ? 'x86_64' : 'aarch64'}`,
  ],
}

const usesGlibc = () => 'glibcVersionRuntime' in process.report.getReport().header
const isWheelKnown = () => existsSync(wheel.pin) && usesGlibc()

/** The folder of libtensorflow unpacked by an earlier set-up of any clone, its checksums verified, or undefined. */
export async function cachedLibtensorflow(context) {
  const folder = isWheelKnown() ? await cachedWheel(context, wheel) : undefined
  return folder && join(folder, 'tensorflow')
}

/** The folder of libtensorflow from the Python package index, its checksum verified. */
export async function downloadedLibtensorflow(context) {
  if (!isWheelKnown())
    throw new Error(`none is known for ${process.platform}-${process.arch} with this C library`)
  return join(await wheelFolder(context, wheel), 'tensorflow')
}

/** A hard link survives the emptying of the cache and costs nothing; across file systems it is a copy. */
async function linkOrCopy(source, target) {
  await link(source, target).catch(() => copyFile(source, target, constants.COPYFILE_FICLONE))
}

/** Every form of every library, names that are links as links; returns the names. */
async function linkLibraries(folder, target) {
  const pattern = /^libtensorflow(_cc|_framework)?\.(so(\.\d+)*|(\d+\.)*dylib)$/
  const names = (await readdir(folder)).filter((name) => pattern.test(name))
  for (const name of names) {
    const real = basename(await realpath(join(folder, name)))
    if (real !== name && names.includes(real)) await symlink(real, join(target, name))
    else await linkOrCopy(await realpath(join(folder, name)), join(target, name))
  }
  return names
}

/**
 * Puts libtensorflow where tfjs-node's build and run look for it. `source` holds the libraries and `include/`,
 * side by side as in the Python package or as `lib/` and `include/` as in the C distribution.
 */
export async function linkLibtensorflow(source, packageDirectory) {
  const headers = folderWith('tensorflow/c/eager/c_api.h', [join(source, 'include')])
  if (!headers) throw new Error(`${source} has no include/tensorflow/c/eager/c_api.h`)
  const deps = join(packageDirectory, 'deps')
  const lib = join(deps, 'lib')
  await rm(deps, { recursive: true, force: true })
  await mkdir(lib, { recursive: true })
  await cp(headers, join(deps, 'include'), { recursive: true })

  const libraries = folderWith('lib', [source]) ? join(source, 'lib') : source
  const names = await linkLibraries(libraries, lib)
  for (const [name, pattern] of [
    ['libtensorflow.so', /^libtensorflow(_cc)?\./],
    ['libtensorflow_framework.so', /^libtensorflow_framework\./],
  ]) {
    const found = names.find((library) => pattern.test(library))
    if (!found) throw new Error(`${libraries} has no ${name}`)
    if (process.platform === 'linux' && !names.includes(name)) await symlink(found, join(lib, name))
  }
}
