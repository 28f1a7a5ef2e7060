import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { requireInteger, requirePositive } from '../../arguments'
import { externalEstimator, OWN_ESTIMATORS, SAMPLE_PROPAGATION } from '../../audit/estimators'
import { type AuditSettings, runAudit } from '../../audit/runAudit'
import type { Audit } from '../../audit/types'
import { writeAtomically } from '../../runs/writeAtomically'
import { INTERRUPTED, withInterrupt } from '../interrupt'
import { printable } from '../printable'
import { StatusLine } from '../statusLine'
import { BAD_USAGE, FAILED, rethrow, toNumber } from '../usage'
import { auditPage } from './auditPage'
import { auditTable } from './auditTable'

/** Of benchmark-mi, where the folder of shared data is. */
const DEFAULT_DATA = '../shared/data/bmi'

interface Settings {
  command?: string[]
  timeout: number
  rows: number
  repeats: number
  seed: number
  tolerance: number
  data?: string
  out?: string
  json?: true
}

/** Adds `infoflow audit`. */
export function registerAudit(program: Command): void {
  const audit = program
    .command('audit')
    .description('ask estimators what is known: bias, error, coverage and time, for ours or for any program')
    .option(
      '--command <words>',
      'the program to audit in place of ours, its arguments after blanks or as a JSON array; it gets the path of an .npz file with x and y, and prints {"value": nats} (see externalMI)',
      toWords,
    )
    .option('--timeout <seconds>', 'for each estimate of the program', toNumber, 600)
    .option('--rows <count>', 'of each repeat', toNumber, 1000)
    .option('--repeats <count>', 'of each task, with fresh draws', toNumber, 10)
    .option('--tolerance <nats>', 'bias that is right on the tasks that are judged', toNumber, 0.1)
    .option('--seed <integer>', 'same seed, same rows', toNumber, 0)
    .option('--data <folder>', `benchmark-mi's tasks (default: ${DEFAULT_DATA}, where it is)`)
    .option('--out <folder>', 'write audit.json and audit.html there as well')
    .option('--json', 'print the audit as JSON to stdout, all other text to stderr')
  audit.action((settings: Settings) => execute(audit, settings))
}

async function execute(command: Command, settings: Settings): Promise<void> {
  const checked = check(command, settings)
  const { out, json } = settings
  if (out !== undefined && existsSync(join(out, 'audit.json'))) {
    const message = `error: --out: ${join(out, 'audit.json')} exists already; name another folder`
    command.error(message, { exitCode: BAD_USAGE })
  }
  const estimators =
    settings.command === undefined ? OWN_ESTIMATORS : [externalEstimator(settings.command, settings.timeout)]
  const status = new StatusLine(process.stderr)
  const tell = (what: string, share: number) =>
    status.status(`${printable(what)}, ${Math.floor(100 * share)} % of all`)
  const audit = await withInterrupt(
    () => status.line('Interrupted: nothing was judged.'),
    async (signal) => {
      try {
        return await runAudit(estimators, checked, signal, tell)
      } catch (error) {
        if (signal.aborted) return null
        throw error
      }
    },
  ).finally(() => status.end())
  if (audit === null) {
    process.exitCode = INTERRUPTED
    return
  }
  process.stdout.write(`${json ? JSON.stringify(audit, null, 2) : auditTable(audit)}\n`)
  if (out !== undefined) await write(out, audit, status)
  if (judged(audit, settings.command).some(({ passed }) => !passed)) process.exitCode = FAILED
}

/** A program that was asked about answers for itself; of ours, only the one that claims to be right everywhere. */
function judged({ estimators }: Audit, command: string[] | undefined) {
  return command === undefined
    ? estimators.filter(({ estimator }) => estimator === SAMPLE_PROPAGATION)
    : estimators
}

async function write(folder: string, audit: Audit, status: StatusLine): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const files = {
    'audit.json': `${JSON.stringify(audit, null, 2)}\n`,
    'audit.html': await auditPage(audit),
  }
  for (const [name, contents] of Object.entries(files)) {
    await writeAtomically(join(folder, name), contents)
    status.line(`Written: ${join(folder, name)}`)
  }
}

function check(command: Command, settings: Settings): AuditSettings {
  try {
    requirePositive('timeout', settings.timeout)
    return {
      rows: requireInteger('rows', settings.rows, 20),
      repeats: requireInteger('repeats', settings.repeats, 1),
      seed: requireInteger('seed', settings.seed, 0, Number.MAX_SAFE_INTEGER - settings.repeats),
      tolerance: requirePositive('tolerance', settings.tolerance),
      data: settings.data ?? (existsSync(DEFAULT_DATA) ? DEFAULT_DATA : null),
    }
  } catch (error) {
    rethrow(command, error)
  }
}

function toWords(text: string): string[] {
  const words: unknown = text.trim().startsWith('[') ? parsed(text) : text.trim().split(/\s+/)
  const valid = Array.isArray(words) && words.every((word) => typeof word === 'string' && word !== '')
  if (!valid || words.length === 0)
    throw new InvalidArgumentError('It is neither words nor a JSON array of them.')
  return words
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
