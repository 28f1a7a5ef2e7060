import { join } from 'node:path'
import { Argument, type Command } from 'commander'
import type { JudgedClaim } from '../reproduce/item'
import { ITEMS } from '../reproduce/items'
import { type Reproduction, reproduce } from '../reproduce/reproduce'
import { INTERRUPTED, withInterrupt } from './interrupt'
import { RunReporter } from './runReporter'
import { rethrow, toNumber } from './usage'

interface Settings {
  quick?: true
  seed: number
  out: string
  json?: true
}

/** Adds `infoflow reproduce`. */
export function registerReproduce(program: Command): void {
  const names = ITEMS.map(({ name }) => name)
  const command = program
    .command('reproduce')
    .description(
      'train what the poster trained, make its figures, and judge each of its statements by a rule',
    )
    .addArgument(new Argument('[items...]', 'what to reproduce (default: all)').choices(names))
    .option('--quick', 'train for fewer epochs: some claims stay undecided')
    .option('--seed <integer>', 'of all training; same seed, same reproduce.json', toNumber, 0)
    .option(
      '--out <folder>',
      'of reproduce.html, reproduce.json, figures/ and runs/; what is finished there is not repeated',
      'reproduction',
    )
    .option('--json', 'print reproduce.json to stdout, all other text to stderr')
  command.action((items: string[], settings: Settings) => execute(command, items, settings))
}

async function execute(
  command: Command,
  names: string[],
  { quick, seed, out, json }: Settings,
): Promise<void> {
  const reporter = new RunReporter(process.stderr)
  try {
    const result = await withInterrupt(
      () => reporter.line('Interrupted: what is finished is kept for the next time.'),
      (signal) =>
        reproduce({
          items: ITEMS.filter(({ name }) => names.length === 0 || names.includes(name)),
          mode: quick ? 'quick' : 'full',
          seed,
          folder: out,
          signal,
          onItem: ({ name }, state) => reporter.line(`${name}: ${ITEM_WORDS[state]}`),
          onProgress: (progress) => reporter.progress(progress),
          onWarning: (message) => reporter.line(message),
        }),
    )
    reporter.end()
    if (result === null) process.exitCode = INTERRUPTED
    else print(result, out, json === true)
  } catch (error) {
    reporter.end()
    rethrow(command, error)
  }
}

const ITEM_WORDS = {
  starts: 'started',
  kept: 'judged, from the run that was finished earlier',
  done: 'trained and judged',
}

function print(result: Reproduction, folder: string, json: boolean): void {
  const verdicts = result.items.flatMap(({ claims }) => claims.map(verdictLines)).join('\n')
  if (json) {
    process.stderr.write(`${verdicts}\n`)
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
  } else {
    process.stdout.write(`${verdicts}\n${join(folder, 'reproduce.html')}\n`)
  }
}

function verdictLines({ id, verdict, measured, needed }: JudgedClaim): string {
  const wanted = needed === null ? '' : ` (${needed.epochs} epochs would decide)`
  return `${id}: ${verdict}${wanted}\n  ${measured}`
}
