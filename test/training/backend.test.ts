import { type BackendName, loadBackend } from '../../lib/training/backend'

afterEach(() => {
  jest.dontMock('@tensorflow/tfjs-node')
  jest.dontMock('@tensorflow/tfjs-backend-wasm')
  jest.restoreAllMocks()
})

function breakPackage(name: string) {
  jest.resetModules()
  // Loading tfjs a second time in one process makes it warn of its own kernels.
  jest.spyOn(console, 'warn').mockImplementation()
  jest.doMock(name, () => {
    throw new Error('The native addon module can not be found\nat this path')
  })
}

test('auto is tfjs-node, with no warning', async () => {
  const warnings: string[] = []
  const { name, tf, versions } = await loadBackend({ onFallback: (message) => warnings.push(message) })
  expect(name).toBe('tensorflow')
  expect(tf.getBackend()).toBe('tensorflow')
  expect(versions).toEqual({ 'tfjs-core': '4.22.0', 'tfjs-node': '4.22.0' })
  expect(warnings).toEqual([])
})

test.each<BackendName>(['tensorflow', 'wasm', 'cpu'])(
  '%s, when asked for, without a word on the console',
  async (backend) => {
    const said = (['log', 'warn', 'error', 'info'] as const).map((level) => jest.spyOn(console, level))
    const { name, tf } = await loadBackend({ backend })
    expect(name).toBe(backend)
    expect(tf.getBackend()).toBe(backend)
    expect(tf.tidy(() => tf.matMul(tf.ones([2, 3]), tf.ones([3, 1])).arraySync())).toEqual([[3], [3]])
    for (const spy of said) expect(spy).not.toHaveBeenCalled()
  },
)

test('auto falls back to wasm with one warning when tfjs-node is broken', async () => {
  breakPackage('@tensorflow/tfjs-node')
  const warnings: string[] = []
  const { name } = await loadBackend({ onFallback: (message) => warnings.push(message) })
  expect(name).toBe('wasm')
  expect(warnings).toHaveLength(1)
  expect(warnings[0]).toMatch(/wasm backend.*tensorflow does not work.*can not be found.*npm run setup/)
  expect(warnings[0]).not.toContain('\n')
})

test('auto falls back to cpu when wasm is broken too', async () => {
  breakPackage('@tensorflow/tfjs-node')
  jest.doMock('@tensorflow/tfjs-backend-wasm', () => {
    throw new Error('no WebAssembly')
  })
  const warnings: string[] = []
  expect((await loadBackend({ onFallback: (message) => warnings.push(message) })).name).toBe('cpu')
  expect(warnings).toHaveLength(1)
})

test('tfjs-node asked for and broken: numbered remedies', async () => {
  breakPackage('@tensorflow/tfjs-node')
  const failed = loadBackend({ backend: 'tensorflow' })
  await expect(failed).rejects.toMatchObject({ code: 'ERR_INFOFLOW_BACKEND_MISSING' })
  await expect(failed).rejects.toThrow(/can not be found.*1\. .*npm run setup.*2\. .*tfjs-node@.*3\. .*wasm/s)
})

test('an unknown backend is refused', async () => {
  // @ts-expect-error: a caller without types
  await expect(loadBackend({ backend: 'webgl' })).rejects.toMatchObject({
    code: 'ERR_INFOFLOW_ARGUMENT_TYPE',
    argument: 'backend',
  })
})

test('outside the main thread tfjs-node is not loaded: auto takes wasm', async () => {
  jest.resetModules()
  jest.spyOn(console, 'warn').mockImplementation()
  jest.doMock('node:worker_threads', () => ({ isMainThread: false }))
  const inWorker: typeof import('../../lib/training/backend') = require('../../lib/training/backend')
  jest.dontMock('node:worker_threads')
  const warnings: string[] = []
  const { name } = await inWorker.loadBackend({ onFallback: (message) => warnings.push(message) })
  expect(name).toBe('wasm')
  expect(warnings).toEqual([expect.stringContaining('main thread only')])
})
