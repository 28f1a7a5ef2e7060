import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { failure } from '../errors'
import type { NativeAddon } from './addon'

const packageRoot = path.resolve(__dirname, '../..')

let loaded: NativeAddon | undefined

/**
 * The native addon: the development build if there is one, else the prebuilt binary for this platform.
 * @throws ERR_INFOFLOW_ADDON_MISSING with every place tried, why it failed there, and what to do.
 */
export function addon(): NativeAddon {
  loaded ??= load()
  return loaded
}

function load(): NativeAddon {
  const attempts: string[] = []
  for (const file of candidates()) {
    try {
      return require(file) as NativeAddon
    } catch (error) {
      attempts.push(`  ${path.relative(packageRoot, file)}: ${(error as Error).message.split('\n')[0]}`)
    }
  }
  throw failure('ERR_INFOFLOW_ADDON_MISSING', explanation(attempts))
}

function candidates(): string[] {
  const folder = path.join(packageRoot, 'prebuilds', `${process.platform}-${process.arch}`)
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.node')) : []
  // A prebuilt binary names its C library when there is more than one for the platform.
  const libc = isGlibc() ? 'glibc' : 'musl'
  const fitting = names.filter((name) => !/\.(glibc|musl)\./.test(name) || name.includes(`.${libc}.`))
  const development = path.join(packageRoot, 'build', 'Release', 'infoflow.node')
  return [
    ...(existsSync(development) ? [development] : []),
    ...fitting.map((name) => path.join(folder, name)),
  ]
}

function isGlibc(): boolean {
  const report = process.report?.getReport() as { header?: { glibcVersionRuntime?: string } } | undefined
  return report?.header?.glibcVersionRuntime !== undefined
}

function explanation(attempts: string[]): string {
  const platform = `${process.platform}-${process.arch}, Node ${process.version}`
  const tried =
    attempts.length > 0 ? attempts.join('\n') : '  (no binary for this platform is in the package)'
  return `infoflow's native addon could not be loaded on ${platform}. Tried:
${tried}
What to do:
  1. Install again: the package may be incomplete (npm install infoflow).
  2. Build it here; a C++20 compiler and Python are needed: npx node-gyp rebuild (in ${packageRoot})
  3. In a clone of the repository: npm run setup`
}
