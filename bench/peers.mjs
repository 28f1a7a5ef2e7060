import { inRoot } from '../scripts/paths.mjs'
import { run } from '../scripts/process.mjs'
import { ensurePeers } from '../scripts/setup/peers.mjs'
import { explain, lastLines } from '../scripts/setup/problem.mjs'

/** What may be asked for: the Python packages, and the peers of bench/peers/peers.py that they make possible. */
export const FAMILIES = {
  numpy: { packages: ['numpy', 'scipy'], peers: ['numpy-tuned', 'numpy-augmented', 'numpy-usual'] },
  jax: { packages: ['jax', 'jaxlib', 'scipy'], peers: ['jax-tuned', 'jax-augmented'] },
  torch: { packages: ['torch', 'numpy', 'scipy'], peers: ['torch-tuned', 'torch-augmented'] },
  scipy: { packages: ['scipy'], peers: ['scipy-gaussian_kde'] },
  'scikit-learn': { packages: ['scikit-learn'], peers: ['scikit-learn-KernelDensity'] },
}

/** One thread everywhere; and the kernels that NumPy's own OpenBLAS picks, whatever was set for older ones. */
function environmentOf(folder, environment) {
  const one = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' }
  const { OPENBLAS_CORETYPE, OPENBLAS_L2_SIZE, ...rest } = environment
  return { ...rest, ...one, JAX_PLATFORMS: 'cpu', PYTHONPATH: folder }
}

async function install(context, packages) {
  try {
    return await ensurePeers(context, packages)
  } catch (error) {
    if (error.remedies === undefined) throw error
    console.error(`Python peers      not measured: ${explain(error)}`)
    return undefined
  }
}

/** Log-densities of the arrays by the peers of these families, each in a process of its own on one core. */
export async function measurePeers(context, families, arrays, seconds) {
  const versions = {}
  const rows = []
  if (families.length === 0) return { versions, rows }
  const packages = [...new Set(families.flatMap((family) => FAMILIES[family].packages))].sort()
  const installed = await install(context, packages)
  if (installed === undefined) return { versions, rows }
  const environment = environmentOf(installed.folder, context.environment)
  for (const peer of families.flatMap((family) => FAMILIES[family].peers)) {
    const args = [inRoot('bench/peers/peers.py'), peer, arrays, String(seconds)]
    const { code, stdout, output } = await run(installed.python, args, { environment })
    if (code !== 0) {
      console.error(`${peer.padEnd(26)} not measured: ${lastLines(output, 3)}`)
      continue
    }
    const report = JSON.parse(stdout.trimEnd().split('\n').at(-1))
    Object.assign(versions, report.versions)
    rows.push(...report.rows.map((row) => ({ what: 'log-densities', tool: peer, threads: 1, ...row })))
    console.log(`${peer.padEnd(26)} measured`)
  }
  return { versions, rows }
}
