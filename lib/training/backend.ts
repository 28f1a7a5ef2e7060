import util from 'node:util'
import { isMainThread } from 'node:worker_threads'
import { failure } from '../errors'
import { requireOneOf } from '../network/check'
import type { Tfjs } from '../network/tfjs'

/** tfjs-node, tfjs's WebAssembly kernels, tfjs's plain JavaScript kernels. */
export type BackendName = 'tensorflow' | 'wasm' | 'cpu'

export const BACKENDS: readonly ('auto' | BackendName)[] = ['auto', 'tensorflow', 'wasm', 'cpu']

/** A tfjs that works, and the name of the backend that it computes on. */
export interface Backend {
  tf: Tfjs
  name: BackendName
  /** Versions of the packages in use, for the record. */
  versions: Record<string, string>
}

export interface BackendOptions {
  /** `auto` takes the first that works of tensorflow, wasm, cpu. Default `auto`. */
  backend?: 'auto' | BackendName
  /** Called once with one line when `auto` could not have tensorflow. Default: silent. */
  onFallback?: ((message: string) => void) | undefined
}

const REMEDIES: Record<BackendName, readonly string[]> = {
  tensorflow: [
    'In a checkout of infoflow, run `npm run setup`: it installs libtensorflow and builds the binding.',
    'Elsewhere, install the optional peer: `npm install @tensorflow/tfjs-node@4.22.0`.',
    'Choose another backend: `wasm` or `cpu` give the same results up to rounding.',
  ],
  wasm: [
    'Install it: `npm install @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0`.',
    'Choose another backend: `tensorflow` or `cpu`.',
  ],
  cpu: ['Install it: `npm install @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0`.'],
}

/**
 * Loads tfjs on the wanted backend and makes that one current. A backend counts as working once it has multiplied two
 * matrices.
 * @throws TypeError for an unknown name; Error ERR_INFOFLOW_BACKEND_MISSING, with every reason and what to do, when
 * none of those asked for works.
 */
export async function loadBackend({ backend = 'auto', onFallback }: BackendOptions = {}): Promise<Backend> {
  requireOneOf('backend', backend, BACKENDS)
  const candidates: readonly BackendName[] = backend === 'auto' ? ['tensorflow', 'wasm', 'cpu'] : [backend]
  const reasons: string[] = []
  for (const name of candidates) {
    try {
      const working = await start(name)
      if (reasons.length > 0) {
        onFallback?.(
          `Training on the ${name} backend, as ${reasons.join('; ')}. Remedy: ${REMEDIES.tensorflow.slice(0, 2).join(' ')}`,
        )
      }
      return working
    } catch (error) {
      reasons.push(`${name} does not work (${firstLine(error)})`)
    }
  }
  const remedies = REMEDIES[candidates[0]!].map((remedy, i) => `\n  ${i + 1}. ${remedy}`)
  throw failure(
    'ERR_INFOFLOW_BACKEND_MISSING',
    `No backend to train on: ${reasons.join('; ')}.${remedies.join('')}`,
  )
}

async function start(name: BackendName): Promise<Backend> {
  const { tf, versions } = LOADERS[name]()
  // tfjs greets people on its first operation in Node; production mode is how it is asked not to.
  const greets = !tf.env().getBool('PROD')
  if (greets) tf.env().set('PROD', true)
  try {
    if (!(await tf.setBackend(name))) throw new Error('tfjs could not initialise it')
    check(tf)
  } finally {
    if (greets) tf.env().set('PROD', false)
  }
  return { tf, name, versions }
}

/** A binding may load and still fail at the first operation. */
function check(tf: Tfjs): void {
  const product = tf.tidy(
    () => tf.matMul(tf.tensor2d([1, 2], [1, 2]), tf.tensor2d([3, 4], [2, 1])).dataSync()[0],
  )
  if (product !== 11) throw new Error(`it computes 1·3 + 2·4 = ${product}`)
}

const LOADERS: Record<BackendName, () => { tf: Tfjs; versions: Record<string, string> }> = {
  tensorflow: loadTfjsNode,
  wasm: () => loadKernels('@tensorflow/tfjs-backend-wasm'),
  cpu: () => loadKernels('@tensorflow/tfjs-backend-cpu'),
}

function loadTfjsNode() {
  if (!isMainThread) throw new Error('tfjs-node runs in the main thread only')
  defineRemovedUtilities()
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2'
  // oneDNN sets up a primitive for each operation, which costs small layers more than their arithmetic: a training step
  // of the 12–10–7–5–4–3–2 net takes a third longer with it.
  process.env.TF_ENABLE_ONEDNN_OPTS ??= '0'
  const tf: Tfjs & { version: Record<string, string> } = require('@tensorflow/tfjs-node')
  return { tf, versions: { 'tfjs-core': tf.version['tfjs-core']!, 'tfjs-node': tf.version['tfjs-node']! } }
}

/** tfjs-node 4.22.0 calls two functions that Node 23 took out of `util`. */
function defineRemovedUtilities(): void {
  const removed = {
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
    isArray: Array.isArray,
  }
  for (const [name, implementation] of Object.entries(removed)) {
    if (!(name in util)) Object.defineProperty(util, name, { value: implementation, configurable: true })
  }
}

function loadKernels(kernels: '@tensorflow/tfjs-backend-wasm' | '@tensorflow/tfjs-backend-cpu') {
  const tf: Tfjs = require('@tensorflow/tfjs-core')
  require(kernels)
  const { version }: { version: string } = require(`${kernels}/package.json`)
  return { tf, versions: { 'tfjs-core': tf.version_core, [kernels.slice('@tensorflow/'.length)]: version } }
}

function firstLine(error: unknown): string {
  const message = error !== null && typeof error === 'object' && 'message' in error ? error.message : error
  return String(message).split('\n')[0]!.trim()
}
