import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { inRoot } from '../paths.mjs'
import { run } from '../process.mjs'
import { couldNotRun, counted } from './count.mjs'

/** Counts GoogleTest's JSON report. A test that was skipped or disabled proved nothing: it counts as failed. */
export function countReport({ tests, testsuites }, output) {
  const results = testsuites.flatMap(({ testsuite }) => testsuite)
  const passed = results.filter(
    ({ status, result, failures }) => status === 'RUN' && result === 'COMPLETED' && failures === undefined,
  ).length
  return counted(passed, tests - passed, output)
}

/** The native tests, built in `folder` with these CMake options. */
export async function googleTest(folder, options, { environment, minutes }) {
  const build = inRoot('build', folder)
  const report = join(build, 'report.json')
  const steps = [
    ['cmake', ['-S', inRoot(), '-B', build, '-DINFOFLOW_TESTS=ON', ...options]],
    ['cmake', ['--build', build, '--parallel', '2', '--target', 'infoflow_tests']],
    [join(build, 'infoflow_tests'), [`--gtest_output=json:${report}`]],
  ]
  await rm(report, { force: true })
  const deadline = performance.now() + minutes * 60_000
  let output = ''
  for (const [command, args] of steps) {
    const result = await run(command, args, {
      environment,
      minutes: (deadline - performance.now()) / 60_000,
    })
    output += result.output
    if (result.code !== 0 && command === 'cmake') return couldNotRun(output)
    // A crash after the last test still fails: GoogleTest itself exits with 0 or 1.
    if (result.code > 1 || result.timedOut) return couldNotRun(output)
  }
  try {
    return countReport(JSON.parse(await readFile(report, 'utf8')), output)
  } catch (error) {
    return couldNotRun(`${output}\n${error.message}`)
  }
}
