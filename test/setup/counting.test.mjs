import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countReport as countGoogleTest } from '../../scripts/suites/googleTest.mjs'
import { countReport as countJest } from '../../scripts/suites/jest.mjs'
import { countReport as countTap } from '../../scripts/suites/nodeTest.mjs'

const figures = ({ passed, failed, notRun }) => ({ passed, failed, notRun })

test('jest: only tests of absent shared data may be not run', () => {
  const absent = 'labels match (not run: ../shared/data is absent)'
  const statuses = [
    ['passed', 'a'],
    ['failed', 'b'],
    ['pending', 'skipped'],
    ['todo', 'some day'],
    ['pending', absent],
    ['todo', absent],
  ]
  const assertionResults = statuses.map(([status, fullName]) => ({ status, fullName }))
  const report = { testResults: [{ status: 'failed', assertionResults }] }
  assert.deepEqual(figures(countJest(report)), { passed: 1, failed: 4, notRun: [absent] })
})

test('jest: a file that could not run is a failure', () => {
  const report = { testResults: [{ status: 'failed', assertionResults: [] }] }
  assert.deepEqual(figures(countJest(report)), { passed: 0, failed: 1, notRun: [] })
})

test('GoogleTest: skipped and disabled tests count as failed', () => {
  const testsuite = [
    { status: 'RUN', result: 'COMPLETED' },
    { status: 'RUN', result: 'COMPLETED', failures: [{ failure: 'no' }] },
    { status: 'RUN', result: 'SKIPPED' },
    { status: 'NOTRUN', result: 'SUPPRESSED' },
  ]
  const report = { tests: 4, testsuites: [{ testsuite }] }
  assert.deepEqual(figures(countGoogleTest(report)), { passed: 1, failed: 3, notRun: [] })
})

test("Node's runner: a report without its closing lines is a failure", () => {
  const closing = '# tests 5\n# pass 2\n# fail 1\n# cancelled 0\n# skipped 1\n# todo 1\n'
  assert.deepEqual(figures(countTap(`ok 1\n${closing}`)), { passed: 2, failed: 3, notRun: [] })
  assert.deepEqual(figures(countTap('ok 1\n')), { passed: 0, failed: 1, notRun: [] })
})
