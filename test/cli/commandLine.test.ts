import { explain } from '../../lib/cli/explain'
import { failure } from '../../lib/errors'
import { version } from '../../lib/version'
import { infoflow } from './infoflow'

test('--version prints the version alone', async () => {
  expect(await infoflow('--version')).toEqual({ stdout: `${version}\n`, stderr: '', exitCode: 0 })
})

test.each([[['--help']], [['help']], [['help', 'run']], [['run', '--help']], [['run', 'szt', '--help']]])(
  '%j tells how to use it on stdout: exit code 0',
  async (args) => {
    const { stdout, stderr, exitCode } = await infoflow(...args)
    expect(stdout).toMatch(/^Usage: infoflow/)
    expect(stderr).toBe('')
    expect(exitCode).toBe(0)
  },
)

test.each([
  { args: [], says: 'Usage: infoflow' },
  { args: ['run'], says: 'Usage: infoflow run' },
  { args: ['rum'], says: "unknown command 'rum'\n(Did you mean run?)" },
  { args: ['constructor'], says: "unknown command 'constructor'" },
  { args: ['--sigma', '1'], says: "unknown option '--sigma'" },
  { args: ['run', 'szt', '--sgima', '1'], says: "unknown option '--sgima'\n(Did you mean --sigma?)" },
  { args: ['run', 'szt', '--sigma'], says: "'--sigma <sigma>' argument missing" },
  { args: ['run', 'szt', '--sigma', 'x'], says: '--sigma' },
  { args: ['run', 'szt', 'more'], says: 'too many arguments' },
])('$args is bad usage: exit code 2, nothing on stdout', async ({ args, says }) => {
  const { stdout, stderr, exitCode } = await infoflow(...args)
  expect(exitCode).toBe(2)
  expect(stderr).toContain(says)
  expect(stdout).toBe('')
})

describe('what a failed command says', () => {
  test('an error of infoflow is its message, without a stack', () => {
    const error = failure('ERR_INFOFLOW_FILE_ACCESS', 'acts.npz does not exist; check the path')
    expect(explain(error, false)).toBe('error: acts.npz does not exist; check the path')
  })

  test('an error of the operating system is its message', () => {
    const error = Object.assign(new Error("EACCES: permission denied, mkdir '/run'"), { syscall: 'mkdir' })
    expect(explain(error, false)).toBe("error: EACCES: permission denied, mkdir '/run'")
  })

  test('anything else is a mistake of ours, and says how to report it', () => {
    expect(explain(new TypeError('x is not a function'), false)).toMatch(
      /^error: x is not a function\n.*mistake in infoflow.*INFOFLOW_DEBUG/,
    )
    expect(explain('a string', false)).toContain('a string')
  })

  test('with INFOFLOW_DEBUG the stack and the cause are there', () => {
    const error = failure('ERR_INFOFLOW_FILE_FORMAT', 'acts.npz is damaged', { cause: new Error('bad CRC') })
    const text = explain(error, true)
    expect(text).toContain('commandLine.test')
    expect(text).toContain('bad CRC')
  })
})
