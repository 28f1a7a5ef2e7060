import { cp, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { inRoot, packageCommand, root } from '../paths.mjs'
import { runNode } from '../process.mjs'
import { fingerprint, isUpToDate, stampAs } from '../setup/fingerprint.mjs'
import { nodeDirectory } from '../setup/nodeHeaders.mjs'
import { lastLines, SetupProblem } from '../setup/problem.mjs'

const INPUTS = ['package.json', 'binding.gyp', 'native/sources.json', 'native/core', 'native/binding']

/** Only Linux has more than one C library. */
const isLinux = process.platform === 'linux'
const libc = 'glibcVersionRuntime' in process.report.getReport().header ? 'glibc' : 'musl'

/** Where the binary for this machine goes, relative to the root. */
export const prebuiltBinary = join(
  'prebuilds',
  `${process.platform}-${process.arch}`,
  isLinux ? `infoflow.${libc}.node` : 'infoflow.node',
)

/**
 * The binary that a package brings along for machines like this one. It is built from a copy: node-gyp empties
 * the folder build/ beside binding.gyp, where the development build lives.
 */
export async function prebuild(environment = process.env) {
  const sources = fingerprint([...INPUTS, 'package-lock.json'], [process.version])
  if (isUpToDate('prebuild', sources, prebuiltBinary)) return
  const copy = inRoot('build/prebuild')
  await rm(copy, { recursive: true, force: true })
  await mkdir(copy, { recursive: true })
  for (const input of INPUTS) await cp(inRoot(input), join(copy, input), { recursive: true })
  const { code, output } = await runNode(
    packageCommand('prebuildify'),
    ['--napi', '--strip', ...(isLinux ? ['--tag-libc'] : []), `--out=${root}`],
    { cwd: copy, environment: { ...environment, npm_config_nodedir: await nodeDirectory(environment) } },
  )
  if (code !== 0) {
    throw new SetupProblem(`The binary to publish could not be built:\n${lastLines(output)}`, [
      'Does npm run build work? It needs the same compiler.',
    ])
  }
  await rm(copy, { recursive: true })
  stampAs('prebuild', sources)
}
