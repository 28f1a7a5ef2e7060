import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, inRoot, packageCommand } from './paths.mjs'
import { run, runNode } from './process.mjs'
import { pinned, wheelFolder } from './setup/wheel.mjs'

function nativeSources() {
  const native = inRoot('native')
  return readdirSync(native, { recursive: true })
    .filter((name) => /\.(cpp|h)$/.test(name))
    .map((name) => join(native, name))
}

/** TypeScript, JavaScript and JSON. */
export function biome({ write }) {
  const args = write ? ['check', '--write'] : ['check', '--error-on-warnings']
  return runNode(packageCommand('@biomejs/biome', 'biome'), [...args, '.'])
}

/** C++, by a pinned version: other versions break lines elsewhere. */
export async function clangFormat({ write }) {
  const context = { environment: process.env, cache: cacheFolder() }
  const folder = await wheelFolder(context, { pin: pinned('clang-format') })
  const args = write ? ['-i'] : ['--dry-run', '-Werror']
  return run(join(folder, 'clang_format/data/bin/clang-format'), [...args, ...nativeSources()])
}

/** Runs both and prints what they say; true when neither has anything to complain of. */
export async function style(options) {
  const results = [await biome(options), await clangFormat(options)]
  for (const { output } of results) process.stdout.write(output)
  return results.every(({ code }) => code === 0)
}
