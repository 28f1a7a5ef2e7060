import { readFile, rm } from 'node:fs/promises'
import { inRoot, packageCommand } from '../paths.mjs'
import { runNode } from '../process.mjs'
import { couldNotRun, counted } from './count.mjs'

/** Only tests of data outside the repository may be absent; test/sharedData.ts names them so. */
const MAY_BE_ABSENT = /\(not run: \.\.\/shared\/data is absent\)$/

/** Counts jest's JSON report: a skipped test counts as failed, and so does a file that did not run at all. */
export function countReport({ testResults }, output) {
  let passed = 0
  let failed = 0
  const notRun = []
  for (const { assertionResults, status } of testResults) {
    for (const { status, fullName } of assertionResults) {
      if (status === 'passed') passed++
      else if (status === 'todo' && MAY_BE_ABSENT.test(fullName)) notRun.push(fullName)
      else failed++
    }
    if (status === 'failed' && !assertionResults.some(({ status }) => status === 'failed')) failed++
  }
  return counted(passed, failed, output, notRun)
}

export async function jest({ environment, minutes }) {
  const report = inRoot('build/jest.json')
  await rm(report, { force: true })
  const args = ['--ci', '--json', `--outputFile=${report}`]
  const { output, code, timedOut } = await runNode(packageCommand('jest'), args, { environment, minutes })
  if (code > 1 || timedOut) return couldNotRun(output)
  try {
    return countReport(JSON.parse(await readFile(report, 'utf8')), output)
  } catch (error) {
    return couldNotRun(`${output}\n${error.message}`)
  }
}
