import { join } from 'node:path'
import { Argument, type Command } from 'commander'
import type { JudgedClaim } from '../reproduce/item'
import { ITEMS } from '../reproduce/items'
import { neededWords } from '../reproduce/judgement'
import { type Reproduction, reproduce } from '../reproduce/reproduce'
import { INTERRUPTED, withInterrupt } from './interrupt'
import { StatusLine } from './statusLine'
import { rethrow, toNumber } from './usage'

/** Over which medians and bands are taken. */
const FULL_SEEDS = 3
const QUICK_SEEDS = 1

interface Settings {
  quick?: true
  seed: number
  seeds?: number
  out: string
  data?: string
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
    .option('--seed <integer>', 'the first of all training; same seeds, same reproduce.json', toNumber, 0)
    .option(
      '--seeds <count>',
      'how many, for items that train more than once (default: 3, with --quick 1)',
      toNumber,
    )
    .option(
      '--out <folder>',
      'of reproduce.html, reproduce.json, figures/ and runs/; what is finished there is not repeated',
      'reproduction',
    )
    .option(
      '--data <folder>',
      'with the MNIST files (default: where `infoflow data mnist` keeps and fetches them)',
    )
    .option('--json', 'print reproduce.json to stdout, all other text to stderr')
  command.action((items: string[], settings: Settings) => execute(command, items, settings))
}

async function execute(
  command: Command,
  names: string[],
  { quick, seed, seeds = quick ? QUICK_SEEDS : FULL_SEEDS, out, data, json }: Settings,
): Promise<void> {
  const line = new StatusLine(process.stderr)
  try {
    const result = await withInterrupt(
      () => line.line('Interrupted: what is finished is kept for the next time.'),
      (signal) =>
        reproduce({
          items: ITEMS.filter(({ name }) => names.length === 0 || names.includes(name)),
          mode: quick ? 'quick' : 'full',
          seed,
          seeds,
          folder: out,
          data,
          signal,
          onItem: ({ name }, state) => line.line(`${name}: ${ITEM_WORDS[state]}`),
          onProgress: (name, share) => line.status(`${name}: ${Math.floor(100 * share)} %`),
          onWarning: (message) => line.line(message),
        }),
    )
    line.end()
    if (result === null) process.exitCode = INTERRUPTED
    else print(result, out, json === true)
  } catch (error) {
    line.end()
    rethrow(command, error)
  }
}

const ITEM_WORDS = {
  starts: 'started',
  kept: 'judged, from what was finished earlier',
  done: 'done and judged',
  notRun: 'not run',
}

function print(result: Reproduction, folder: string, json: boolean): void {
  for (const { item, notRun } of result.items) {
    if (notRun === null) continue
    process.stderr.write(`${item}: ${notRun}\n`)
    process.exitCode = 1
  }
  const verdicts = result.items.flatMap(({ claims }) => claims.map(verdictLines)).join('\n')
  if (json) {
    process.stderr.write(`${verdicts}\n`)
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
  } else {
    process.stdout.write(`${verdicts}\n${join(folder, 'reproduce.html')}\n`)
  }
}

function verdictLines({ id, verdict, measured, needed }: JudgedClaim): string {
  const wanted = needed === null ? '' : ` (${neededWords(needed)})`
  return `${id}: ${verdict}${wanted}\n  ${measured}`
}
