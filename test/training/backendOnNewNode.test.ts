import { loadBackend } from '../../lib/training/backend'

// In a file of its own: tfjs-node must not have been loaded before.
test('tfjs-node works where util.isNullOrUndefined and util.isArray are gone, as from Node 23 on', async () => {
  const util: Record<string, unknown> = require('node:util')
  delete util.isNullOrUndefined
  delete util.isArray
  const { name, tf } = await loadBackend({ backend: 'tensorflow' })
  expect(name).toBe('tensorflow')
  // Making a tensor from an array is what calls them.
  expect(tf.tensor1d([1, 2]).arraySync()).toEqual([1, 2])
})
