// Fails unless tfjs-node really computes: run as `node check_tfjs_node.cjs <folder of the package>`.
const util = require('node:util')

// tfjs-node 4.22.0 calls these two, which Node 23 took away.
util.isNullOrUndefined ??= (value) => value === null || value === undefined
util.isArray ??= Array.isArray

const tf = require(process.argv[2])
const product = tf.matMul(
  tf.tensor2d([
    [1, 2],
    [3, 4],
  ]),
  tf.tensor2d([[5], [6]]),
)
const result = `${tf.getBackend()} ${product.dataSync().join(' ')}`
if (result !== 'tensorflow 17 39') throw new Error(`a matrix product gave ${result}, not tensorflow 17 39`)
