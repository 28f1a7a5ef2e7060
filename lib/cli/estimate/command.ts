import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import { type CheckedOptions, DEFAULT_TOLERANCE, readOptions } from '../../estimate/options'
import type { EstimateOptions } from '../../estimate/types'
import { renderSvg } from '../../report/renderSvg'
import { writeAtomically } from '../../runs/writeAtomically'
import { INTERRUPTED } from '../interrupt'
import { printable } from '../printable'
import { StatusLine } from '../statusLine'
import { BAD_USAGE, FAILED, rethrow, toNumber } from '../usage'
import { COMPARISON_FILE, compareTasks, oneMoment, writeComparison } from './compare/compare'
import { comparisonTable } from './compare/comparisonTable'
import type { EstimatedArray } from './estimatedArray'
import { estimatesCsv } from './estimatesCsv'
import { estimatesFigure } from './estimatesFigure'
import { estimatesTable } from './estimatesTable'
import { estimateTasks } from './estimateTasks'
import { expandFiles } from './expandFiles'
import { planEstimates, ROWS, type Task } from './plan'

const CSV_FILE = 'estimates.csv'
const FIGURE_FILE = 'information.svg'

type Settings = EstimateOptions & { given?: string[]; json?: true; out?: string; compare?: true }

/** Adds `infoflow estimate`. */
export function registerEstimate(program: Command): void {
  const estimate = program
    .command('estimate')
    .description('estimate the mutual information of activations in .npy and .npz files')
    .argument('<files...>', "paths, or quoted patterns such as 'acts/*.npz'")
    .requiredOption(
      '--sigma <sigma>',
      'standard deviation of the noise, in the units of the activations',
      toNumber,
    )
    .option(
      '--given <name>',
      `what T is informative of: an array in the same .npz file, a file of labels, or '${ROWS}' (the default: every row is an input of its own); may be repeated`,
      (name: string, names: string[] = []) => [...names, name],
    )
    .addOption(
      new Option(
        '--population <what>',
        'what the rows are: a sample of something larger, noisy passes of all groups, or complete',
      )
        .choices(['sample', 'groups', 'complete'])
        .default('sample'),
    )
    .addOption(
      new Option('--method <name>', 'quadrature is for d ≤ 2')
        .choices(['auto', 'sampled', 'quadrature'])
        .default('auto'),
    )
    .option('--tolerance <nats>', `standard error wanted (default: ${DEFAULT_TOLERANCE})`, toNumber)
    .addOption(
      new Option('--draws <count>', 'evaluations to make, in place of a tolerance')
        .argParser(toNumber)
        .conflicts('tolerance'),
    )
    .option('--confidence <fraction>', 'of the interval', toNumber, 0.95)
    .option('--seed <integer>', 'same seed, same bits', toNumber, 0)
    .option('--threads <count>', 'at most (default: all cores)', toNumber)
    .addOption(
      new Option(
        '--compare',
        'take the files as moments of training, in their order, and tell for each array whether its information falls, by this and by all rival estimators',
      ).conflicts(['method', 'draws']),
    )
    .option(
      '--out <folder>',
      'write estimates.csv and a figure, information.svg, there as well (with --compare: comparison.json and comparison.svg)',
    )
    .option(
      '--json',
      'print an array of estimates (the comparison) as JSON to stdout, all other text to stderr',
    )
  estimate.action((files: string[], settings: Settings) => execute(estimate, files, settings))
}

async function execute(command: Command, files: string[], settings: Settings): Promise<void> {
  const { given = [ROWS], json, out, compare, ...options } = settings
  const checked = check(command, options, given)
  const written = compare ? COMPARISON_FILE : CSV_FILE
  if (out !== undefined && existsSync(join(out, written))) {
    const message = `error: --out: ${join(out, written)} exists already; name another folder`
    command.error(message, { exitCode: BAD_USAGE })
  }
  if (compare && given.length > 1) {
    command.error('error: --compare takes one --given at a time', { exitCode: BAD_USAGE })
  }
  const status = new StatusLine(process.stderr)
  const { tasks, notes } = await planEstimates(expandFiles(files), given)
  for (const note of notes) status.line(printable(note))
  if (out !== undefined) mkdirSync(out, { recursive: true })
  if (compare) {
    await compareFiles(command, tasks, checked, { json: json === true, out }, status)
    return
  }
  const { estimates, failures, interrupted } = await estimateTasks(tasks, checked, status)
  if (json) process.stdout.write(`${JSON.stringify(estimates, null, 2)}\n`)
  else if (estimates.length > 0) process.stdout.write(`${estimatesTable(estimates, checked.confidence)}\n`)
  if (out !== undefined) await write(out, estimates, status)
  if (failures > 0) process.exitCode = FAILED
  if (interrupted) process.exitCode = INTERRUPTED
}

async function compareFiles(
  command: Command,
  tasks: readonly Task[],
  options: CheckedOptions,
  { json, out }: { json: boolean; out: string | undefined },
  status: StatusLine,
): Promise<void> {
  const lonely = oneMoment(tasks)
  if (lonely !== null) {
    const message = `error: --compare needs every array in two files or more; there is one of ${printable(lonely)}`
    command.error(message, { exitCode: BAD_USAGE })
  }
  const comparison = await compareTasks(tasks, options, status)
  if (comparison === null) {
    process.exitCode = INTERRUPTED
    return
  }
  process.stdout.write(`${json ? JSON.stringify(comparison, null, 2) : comparisonTable(comparison)}\n`)
  if (out !== undefined) await writeComparison(out, comparison, status)
}

async function write(
  folder: string,
  estimates: readonly EstimatedArray[],
  status: StatusLine,
): Promise<void> {
  await writeAtomically(join(folder, CSV_FILE), estimatesCsv(estimates))
  status.line(`Written: ${join(folder, CSV_FILE)}`)
  if (estimates.length === 0) return
  await writeAtomically(join(folder, FIGURE_FILE), await renderSvg(estimatesFigure(estimates)))
  status.line(`Written: ${join(folder, FIGURE_FILE)}`)
}

/** Says what is wrong with the options before any file is opened. */
function check(command: Command, options: EstimateOptions, given: readonly string[]): CheckedOptions {
  if (options.population === 'groups' && !given.some((name) => name !== ROWS)) {
    command.error('error: --population groups needs --given, the group of each row', { exitCode: BAD_USAGE })
  }
  try {
    return readOptions(options)
  } catch (error) {
    rethrow(command, error)
  }
}
