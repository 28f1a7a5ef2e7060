import { estimatesTable } from '../../lib/cli/estimate/estimatesTable'
import { estimates, inFolderOfFixtures, save } from './estimateFolder'

inFolderOfFixtures()

test('a reservation about many arrays names three and counts the others, each array once', async () => {
  for (const name of ['a', 'b', 'c', 'd', 'e']) save(`${name}.npy`, [[-9], [9]])
  const files = ['a', 'b', 'c', 'd', 'e', 'bpsk'].map((name) => `${name}.npy`)
  const found = await estimates(...files, '--sigma', '1', '--given', 'rows', '--given', 'rows')
  expect(found).toHaveLength(12)
  // All are saturated; without the last file's reservations not every array has them.
  for (const estimate of found.slice(10)) {
    estimate.trust.warnings = estimate.trust.warnings.filter(({ code }) => code !== 'saturated-at-log-n')
  }
  const lines = estimatesTable(found, 0.95).split('\n')
  expect(lines.find((line) => line.startsWith('saturated-at-log-n'))).toMatch(
    /^saturated-at-log-n \(a\.npy a; b\.npy b; c\.npy c; 2 more\): /,
  )
})

test.each([
  [0.123456, '1.235 ± 0.124'],
  [0.00123, '1.2346 ± 0.0013'],
  [1e-9, '1.234568 ± 0.000001'],
  [0, '1.234568 ± 0.000000'],
  [12, '1.235 ± 12.000'],
])('an error of %s is shown with two digits or more and never as less: %s', async (bound, text) => {
  const [estimate] = await estimates('bpsk.npy', '--sigma', '1')
  const shown = {
    ...estimate!,
    value: 1.2345678,
    numerical: { bound, standardError: 0, degreesOfFreedom: null },
  }
  expect(estimatesTable([shown], 0.95)).toContain(` ${text} `)
})
