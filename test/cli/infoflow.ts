import { runCommandLine } from '../../lib/cli/commandLine'

/** Runs the command line in this process, as main does, and gathers what it prints and its exit code. */
export async function infoflow(...args: string[]) {
  const said = { stdout: '', stderr: '' }
  const write = (stream: 'stdout' | 'stderr') =>
    jest.spyOn(process[stream], 'write').mockImplementation((text) => {
      said[stream] += text
      return true
    })
  const spies = [write('stdout'), write('stderr')]
  process.exitCode = undefined
  try {
    await runCommandLine(args)
    return { ...said, exitCode: Number(process.exitCode ?? 0) }
  } finally {
    process.exitCode = undefined
    for (const spy of spies) spy.mockRestore()
  }
}
