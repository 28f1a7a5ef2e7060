import { infoflow } from './infoflow'

test('prints every figure as JSON, and nothing else to stdout', async () => {
  const { stdout, stderr, exitCode } = await infoflow(
    'bench',
    '--dimensions',
    '3,2',
    '--seconds',
    '1e-9',
    '--json',
  )
  expect(exitCode).toBe(0)
  const { isa, cores, speeds } = JSON.parse(stdout)
  const threads = cores > 1 ? [1, cores] : [1]
  const expected = [3, 2].flatMap((d) =>
    threads.flatMap((t) => [
      ...[625, 2500, 10_000].map((n) => ['estimateEntropy', d, t, n]),
      ['logDensity', d, t, 10_000],
    ]),
  )
  expect(speeds.map(({ call, d, threads: t, n }: Record<string, unknown>) => [call, d, t, n])).toEqual(
    expected,
  )
  for (const speed of speeds) {
    expect(speed.isa).toBe(isa)
    for (const name of ['seconds', 'pairsPerSecond', 'ofBound']) expect(speed[name]).toBeGreaterThan(0)
  }
  expect(stderr.match(/: measured/g)).toHaveLength(expected.length)
})

test('prints a table for people', async () => {
  const { stdout } = await infoflow('bench', '--dimensions', '1', '--seconds', '1e-9')
  expect(stdout).toMatch(/^call +n +d +threads +ms +10⁹ pairs\/s +of the limit\nestimateEntropy +625 +1 +1 /)
})

test.each([
  ['--seconds', '0'],
  ['--seconds', '-1'],
  ['--seconds', 'soon'],
  ['--dimensions', ''],
  ['--dimensions', '2,'],
  ['--dimensions', '2,2'],
  ['--dimensions', '0'],
  ['--dimensions', '2.5'],
  ['--dimensions', '5000'],
])('refuses %s %s', async (option, value) => {
  const { exitCode, stderr, stdout } = await infoflow('bench', option, value)
  expect(exitCode).toBe(2)
  expect(stderr).toContain(option)
  expect(stdout).toBe('')
})
