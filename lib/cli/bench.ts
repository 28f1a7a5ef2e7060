import os from 'node:os'
import { type Command, InvalidArgumentError } from 'commander'
import { requireInteger, requirePositive } from '../arguments'
import { type CallSpeed, measureCalls } from '../bench/measureCalls'
import { DIMENSIONS } from '../bench/problem'
import { addon } from '../native/loader'
import { version } from '../version'
import { INTERRUPTED, withInterrupt } from './interrupt'
import { textTable } from './textTable'
import { rethrow, toNumber } from './usage'

interface BenchOptions {
  dimensions: number[]
  seconds: number
  json: boolean
}

const MOST_DIMENSIONS = 4096

/** Adds `infoflow bench`: how fast the estimator's calls are on this machine, beside the machine's own limit. */
export function registerBench(program: Command): void {
  program
    .command('bench')
    .description("times the estimator's calls on this machine, beside the machine's own limit")
    .option('--dimensions <list>', 'of the centers, separated by commas', toNumbers, DIMENSIONS)
    .option('--seconds <number>', 'least time for each figure', toNumber, 0.5)
    .option('--json', 'print the figures as JSON to stdout', false)
    .action(bench)
}

function toNumbers(text: string): number[] {
  const numbers = text.split(',').map((part) => toNumber(part))
  if (new Set(numbers).size < numbers.length) throw new InvalidArgumentError('One is there twice.')
  return numbers
}

async function bench(options: BenchOptions, command: Command): Promise<void> {
  try {
    const seconds = requirePositive('seconds', options.seconds)
    const dimensions = options.dimensions.map((d) => requireInteger('dimensions', d, 1, MOST_DIMENSIONS))
    const { isa, cores } = addon().cpu()
    process.stderr.write(
      `${isa}, ${cores} ${cores === 1 ? 'core' : 'cores'}; a figure takes ${seconds} s or more\n`,
    )
    await withInterrupt(
      () => process.stderr.write('Stopping.\n'),
      async (signal) => {
        const speeds = await measureCalls({ seconds, dimensions, signal, onSpeed: tell })
        const cpu = os.cpus()[0]?.model ?? 'unknown'
        const json = { version, cpu, cores, isa, node: process.version, speeds }
        process.stdout.write(options.json ? `${JSON.stringify(json, null, 1)}\n` : `${table(speeds)}\n`)
      },
    )
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') {
      process.exitCode = INTERRUPTED
      return
    }
    rethrow(command, error)
  }
}

function tell({ call, n, d, threads }: CallSpeed): void {
  process.stderr.write(`  ${call}, n = ${n}, d = ${d}, threads ${threads}: measured\n`)
}

function table(speeds: readonly CallSpeed[]): string {
  const head = ['call', 'n', 'd', 'threads', 'ms', '10⁹ pairs/s', 'of the limit']
  const rows = speeds.map(({ call, n, d, threads, seconds, pairsPerSecond, ofBound }) => [
    call,
    String(n),
    String(d),
    String(threads),
    (1000 * seconds).toPrecision(3),
    (pairsPerSecond / 1e9).toPrecision(3),
    ofBound.toFixed(2),
  ])
  return [
    ...textTable([head, ...rows], new Set([0])),
    '',
    'Pairs of point and center, f64, σ = .1, uniform centers; pairs too far apart to matter are skipped and counted.',
    'The limit is that of the multiply-add units without skipping: lanes × multiply-adds a second / operations a pair.',
  ].join('\n')
}
