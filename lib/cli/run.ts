import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import {
  NEURON_DEFAULTS,
  type NeuronSettings,
  type RunOptions,
  type RunResult,
  runNeuron,
  runSzt,
  SZT_DEFAULTS,
  type SztSettings,
} from '../experiments'
import { ACTIVATIONS } from '../network/activation'
import { BACKENDS } from '../training/backend'
import { INTERRUPTED, withInterrupt } from './interrupt'
import { RunReporter, snapshotTable } from './runReporter'
import { BAD_USAGE, rethrow, toNumber } from './usage'

interface OutputOptions {
  out?: string
  json?: true
}

/** Adds `infoflow run neuron` and `infoflow run szt`. */
export function registerRun(program: Command): void {
  const run = program.command('run').description('train a noisy network and measure what flows through it')

  const neuron = run.command('neuron').description("the poster's single neuron, by quadrature")
  addCommonOptions(neuron, 'neuron', NEURON_DEFAULTS)
  neuron.action(async ({ out, json, ...settings }: NeuronSettings & OutputOptions) => {
    await execute(neuron, { out, json }, (options) => runNeuron(settings, options))
  })

  const szt = run.command('szt').description('the noisy 12–10–7–5–4–3–2 network on the 12-bit data set')
  addCommonOptions(szt, 'szt', SZT_DEFAULTS)
    .addOption(
      new Option('--activation <name>', 'of the hidden units')
        .choices(ACTIVATIONS)
        .default(SZT_DEFAULTS.activation),
    )
    .option(
      '--orthonormal <beta>',
      'β of the retraction towards orthonormal weights after each step, 0 to 1; 0 is off',
      toNumber,
      SZT_DEFAULTS.orthonormal,
    )
    .option('--passes <count>', 'noisy passes of each input', toNumber, SZT_DEFAULTS.passes)
    .addOption(new Option('--backend <name>', 'of tfjs').choices(BACKENDS).default(SZT_DEFAULTS.backend))
  szt.action(async ({ out, json, ...settings }: SztSettings & OutputOptions) => {
    await execute(szt, { out, json }, (options) => runSzt(settings, options))
  })
}

function addCommonOptions(command: Command, name: string, defaults: NeuronSettings): Command {
  return command
    .option('--epochs <count>', 'epochs to train', toNumber, defaults.epochs)
    .option(
      '--seed <integer>',
      'of weights, order, split and noise; same seed, same bits',
      toNumber,
      defaults.seed,
    )
    .option('--sigma <sigma>', 'standard deviation of the noise', toNumber, defaults.sigma)
    .option('--snapshots <count>', 'epochs to measure, at least, log-spaced', toNumber, defaults.snapshots)
    .option('--out <folder>', `folder of the run, new or empty (default: runs/${name}-<time>)`)
    .option('--json', 'print the last snapshot as JSON to stdout, all other text to stderr')
}

async function execute(
  command: Command,
  { out, json }: { out: string | undefined; json: true | undefined },
  run: (options: RunOptions) => Promise<RunResult>,
): Promise<void> {
  const folder =
    out ?? join('runs', `${command.name()}-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}`)
  if (existsSync(folder) && !isEmptyFolder(folder)) {
    command.error(`error: --out: ${folder} is not an empty folder; name a new one`, { exitCode: BAD_USAGE })
  }
  const reporter = new RunReporter(process.stderr)
  const tell = () => reporter.line('Interrupted: writing what was measured.')
  try {
    const result = await withInterrupt(tell, (signal) =>
      run({
        folder,
        signal,
        onProgress: (progress) => reporter.progress(progress),
        onSnapshot: (snapshot) => reporter.snapshot(snapshot),
        onWarning: (message) => reporter.line(message),
      }),
    )
    reporter.end()
    print(result, json === true)
    if (result.status === 'interrupted') process.exitCode = INTERRUPTED
  } catch (error) {
    reporter.end()
    rethrow(command, error)
  }
}

function isEmptyFolder(path: string): boolean {
  return statSync(path).isDirectory() && readdirSync(path).length === 0
}

function print(result: RunResult, json: boolean): void {
  const table = result.last === null ? 'Nothing was measured.' : snapshotTable(result.last)
  if (json) {
    process.stderr.write(`${table}\n`)
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
  } else {
    process.stdout.write(`${table}\n${result.report}\n`)
  }
}
