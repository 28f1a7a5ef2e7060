import { mkdir } from 'node:fs/promises'
import { inRoot } from '../paths.mjs'
import { run } from '../process.mjs'

/** Packs the package as npm would publish it: the tarball's path, its size in bytes and the paths inside. */
export async function pack() {
  const folder = inRoot('build/package')
  await mkdir(folder, { recursive: true })
  const { code, stdout, output } = await run('npm', ['pack', '--json', `--pack-destination=${folder}`])
  if (code !== 0) throw new Error(`npm pack failed:\n${output}`)
  const [{ filename, size, files }] = JSON.parse(stdout)
  return { tarball: inRoot('build/package', filename), bytes: size, paths: files.map(({ path }) => path) }
}
