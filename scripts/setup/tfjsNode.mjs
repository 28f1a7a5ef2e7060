import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { inRoot, packageCommand } from '../paths.mjs'
import { runNode } from '../process.mjs'
import { cachedLibtensorflow, downloadedLibtensorflow, linkLibtensorflow } from './libtensorflow.mjs'
import { nodeDirectory } from './nodeHeaders.mjs'
import { lastLines, SetupProblem } from './problem.mjs'

/** Long enough for its 130 MB on a fair line, short enough for a host that accepts and never answers. */
const INSTALLER_MINUTES = 4

const check = inRoot('scripts/setup/check_tfjs_node.cjs')

/** Why the package does not compute, or undefined when it does. */
async function fault(packageDirectory) {
  const environment = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' }
  const { code, output } = await runNode(check, [packageDirectory], { environment, minutes: 2 })
  return code === 0 ? undefined : lastLines(output, 8)
}

async function ownInstaller(packageDirectory, environment) {
  const manifest = join(packageDirectory, 'package.json')
  // The installer rewrites its package.json for a while; killed in between, it would leave it so.
  const before = await readFile(manifest)
  try {
    const { code, output } = await runNode('scripts/install.js', [], {
      cwd: packageDirectory,
      environment: {
        ...environment,
        PATH: [inRoot('node_modules/.bin'), environment.PATH].join(delimiter),
        npm_config_nodedir: await nodeDirectory(environment),
      },
      minutes: INSTALLER_MINUTES,
    })
    if (code !== 0) throw new Error(lastLines(output, 8))
  } finally {
    await writeFile(manifest, before)
  }
}

async function buildBinding(packageDirectory, environment) {
  const { code, output } = await runNode(
    packageCommand('node-gyp'),
    [
      'rebuild',
      '--module_name=tfjs_binding',
      '--module_path=./lib/napi-v8',
      '--napi_build_version=8',
      `--nodedir=${await nodeDirectory(environment)}`,
    ],
    { cwd: packageDirectory, environment },
  )
  if (code !== 0) throw new Error(`its binding could not be compiled:\n${lastLines(output)}`)
  const built = join(packageDirectory, 'build')
  const target = join(packageDirectory, 'lib/napi-v8')
  await mkdir(target, { recursive: true })
  await copyFile(join(built, 'Release/tfjs_binding.node'), join(target, 'tfjs_binding.node'))
  await rm(built, { recursive: true })
}

async function buildOn(libtensorflow, packageDirectory, environment) {
  await linkLibtensorflow(libtensorflow, packageDirectory)
  await buildBinding(packageDirectory, environment)
}

/** The ways to a working tfjs-node, in the order in which they are tried. */
async function ways(context, packageDirectory) {
  const { environment } = context
  const own = environment.LIBTENSORFLOW_DIR
  const kept = await cachedLibtensorflow(context)
  const build = (libtensorflow) => buildOn(libtensorflow, packageDirectory, environment)
  return [
    own && [`LIBTENSORFLOW_DIR (${own})`, () => build(own)],
    kept && ['the cached libtensorflow', () => build(kept)],
    ['its own installer', () => ownInstaller(packageDirectory, environment)],
    [
      'libtensorflow from the Python package index',
      async () => build(await downloadedLibtensorflow(context)),
    ],
  ].filter(Boolean)
}

/** A tfjs-node that computes. Its package comes without its native half: npm's install scripts are off. */
export async function ensureTfjsNode(
  context,
  packageDirectory = inRoot('node_modules/@tensorflow/tfjs-node'),
) {
  if ((await fault(packageDirectory)) === undefined) return 'already works'
  const reasons = []
  for (const [way, install] of await ways(context, packageDirectory)) {
    try {
      await install()
      const stillWrong = await fault(packageDirectory)
      if (stillWrong === undefined) return `works, with ${way}`
      reasons.push(`${way}: installed, but ${stillWrong}`)
    } catch (error) {
      reasons.push(`${way}: ${error.message}`)
    }
  }
  const tried = reasons.map((reason) => `- ${reason.replaceAll('\n', '\n  ')}`).join('\n')
  throw new SetupProblem(`tfjs-node does not work here: training falls back to wasm.\n${tried}`, [
    'Unpack libtensorflow 2.9 or later (lib/ and include/) anywhere and set LIBTENSORFLOW_DIR to that folder.',
    'Let this machine reach a Python package index (PIP_INDEX_URL) and run npm run setup again.',
    'Go on without it: everything but training is the same.',
  ])
}
