import { Command, CommanderError } from 'commander'
import { version } from '../version'
import { explain } from './explain'
import { BAD_USAGE, FAILED } from './usage'

type Register = (program: Command) => void

/** Every command, loaded only when it is asked for: `infoflow estimate` need not wait for what trains and draws. */
const COMMANDS = new Map<string, () => Register>([
  ['audit', () => (require('./audit/command') as typeof import('./audit/command')).registerAudit],
  ['bench', () => (require('./bench') as typeof import('./bench')).registerBench],
  ['data', () => (require('./data') as typeof import('./data')).registerData],
  ['estimate', () => (require('./estimate/command') as typeof import('./estimate/command')).registerEstimate],
  ['reproduce', () => (require('./reproduce') as typeof import('./reproduce')).registerReproduce],
  ['run', () => (require('./run') as typeof import('./run')).registerRun],
])

/**
 * Runs the command line and sets `process.exitCode`: 0 done, 1 failed, 2 bad usage; a command that an interrupt ended
 * sets 130 itself. Never rejects: what went wrong is told on stderr.
 */
export async function runCommandLine(args: readonly string[]): Promise<void> {
  try {
    await createProgram(args).parseAsync(args, { from: 'user' })
  } catch (error) {
    process.exitCode = report(error)
  }
}

/** Tells what went wrong and gives the exit code. Commander has told its own errors already. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : BAD_USAGE
  process.stderr.write(`${explain(error, Boolean(process.env.INFOFLOW_DEBUG))}\n`)
  return FAILED
}

function createProgram(args: readonly string[]): Command {
  const program = new Command('infoflow')
    .description('Measures how information flows through noisy neural networks, in nats, with error bars.')
    .version(version, '-V, --version', 'print the version')
    .showHelpAfterError('(add --help to see what is accepted)')
    .exitOverride()
  const named = COMMANDS.get(args[0] ?? '')
  for (const load of named ? [named] : COMMANDS.values()) load()(program)
  return program
}
