import { join } from 'node:path'
import { inRoot } from '../scripts/paths.mjs'
import { run } from '../scripts/process.mjs'
import { lastLines } from '../scripts/setup/problem.mjs'

async function succeed(command, args, environment) {
  const { code, stdout, output } = await run(command, args, { environment })
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${lastLines(output)}`)
  return stdout
}

/** `log_densities/<method>/<problem>` of native/bench/density_methods_bench.cpp. */
function methodRow({ name, best_seconds: seconds }) {
  const [, method, problem] = name.split('/')
  return { what: 'methods', tool: 'infoflow, native', method, problem, threads: 1, seconds }
}

function pairSumRow(row) {
  return {
    what: 'pair sum',
    tool: 'infoflow, native',
    isa: row.name.split('/')[1],
    d: row.d,
    threads: row.threads,
    pairsPerSecond: row.pairs_per_s,
    ofBound: row.of_bound ?? null,
    vectorFmaPerSecond: row.vector_fma_per_s,
    fmaUnits: row.fma_units,
    lanes: row.lanes,
  }
}

/**
 * Builds native/bench/ and runs it: pairs a second of the pair sum at each SIMD level, d and number of threads, and the
 * seconds of each method for log-densities. None where Google Benchmark could not be had.
 */
export async function measureKernels({ environment }, seconds) {
  const build = inRoot('build/bench/native')
  const { code } = await run('cmake', ['-S', inRoot(), '-B', build, '-DINFOFLOW_BENCH=ON'], { environment })
  if (code !== 0) {
    console.error('native kernels    not measured: Google Benchmark is missing')
    return []
  }
  await succeed('cmake', ['--build', build, '--parallel', '2', '--target', 'infoflow_bench'], environment)
  const options = [`--benchmark_min_time=${seconds}`, '--benchmark_format=json']
  const report = await succeed(join(build, 'infoflow_bench'), options, environment)
  console.log('native kernels    measured')
  return JSON.parse(report).benchmarks.map((row) =>
    row.name.startsWith('pair_sum') ? pairSumRow(row) : methodRow(row),
  )
}
