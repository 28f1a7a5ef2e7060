import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { types } from 'node:util'
import { readSignal, requireOptions, requirePositive } from '../../arguments'
import { typeError } from '../../errors'
import type { CheckedSamples } from '../../samples/samples'
import type { Samples } from '../../samples/types'
import { version } from '../../version'
import { readPair } from '../pairs'
import type { RivalEstimate, RivalSettings, RivalWarning } from '../types'
import { npzBytes } from './npz'
import { readAnswer } from './readAnswer'
import { problem, runProgram } from './runProgram'

export interface ExternalOptions {
  /** The program and its arguments; the path of the .npz file is added as the last one. No shell is involved. */
  command: readonly string[]
  /** After so many seconds it is killed. Default 600. */
  timeoutSeconds?: number
  signal?: AbortSignal
}

export interface ExternalSettings extends RivalSettings {
  estimator: 'external'
  command: string[]
  dx: number
  dy: number
}

const UNVERIFIED: RivalWarning = {
  code: 'unverified-program',
  message:
    'the value, and its interval where it gives one, are as the program printed them; infoflow audit measures how far it can be trusted',
}

const NO_INTERVAL: RivalWarning = {
  code: 'interval-unavailable',
  message: 'the program gave no interval',
}

/**
 * Mutual information I(X;Y) in nats as another program estimates it. The program gets the path of a .npz file with the
 * arrays `x` (n × dx) and `y` (n × dy), doubles, as its last argument, and prints one JSON object to its standard output:
 * `{"value": nats}`, and where it knows them `"standardError"` and `"interval": {"low", "high", "confidence"}`.
 * It ends with exit code 0; what it writes to its standard error is shown when it fails.
 *
 * MINE, InfoNCE and whatever else needs training come in this way: their value depends on a critic, its optimiser and
 * its stopping, which no library can choose for everyone.
 *
 * @param x n × dx, see {@link Samples}
 * @param y n × dy, row i drawn together with row i of x
 * @throws TypeError or RangeError with a stable `code` and the `argument`; ERR_INFOFLOW_COMMAND where the program can't
 *   be started, fails, takes too long or prints something else; `signal.reason`
 *
 * Accuracy: the program's own. Cost: a file of 8 n (dx + dy) bytes in the system's folder for temporary files, removed
 * afterwards. Source: the protocol is ours.
 */
export async function externalMI(
  x: Samples,
  y: Samples,
  options: ExternalOptions,
): Promise<RivalEstimate<'mutual-information', ExternalSettings>> {
  const known = ['command', 'timeoutSeconds', 'signal']
  const given = requireOptions(options, known, "{ command: ['python', 'mine.py'] }")
  const command = readCommand(given.command)
  const timeoutSeconds = requirePositive('timeoutSeconds', given.timeoutSeconds ?? 600)
  const signal = readSignal(given.signal)
  signal?.throwIfAborted()
  const pair = readPair(x, y)
  const folder = await mkdtemp(join(tmpdir(), 'infoflow-external-'))
  try {
    const file = join(folder, 'samples.npz')
    await pipeline(npzBytes({ x: toArray(pair.x), y: toArray(pair.y) }), createWriteStream(file))
    const text = await runProgram([...command, file], { timeoutSeconds, signal })
    const answer = readAnswer(text, (message) => problem(command[0], message))
    const warnings = answer.interval === null ? [NO_INTERVAL, UNVERIFIED] : [UNVERIFIED]
    return {
      quantity: 'mutual-information',
      unit: 'nats',
      value: answer.value,
      numerical: { standardError: answer.standardError, bound: 0, degreesOfFreedom: null },
      interval: answer.interval,
      trust: { ok: false, warnings },
      settings: { estimator: 'external', command, n: pair.x.n, dx: pair.x.d, dy: pair.y.d, version },
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function readCommand(command: unknown): [string, ...string[]] {
  if (!Array.isArray(command) || command.length === 0 || !command.every((part) => typeof part === 'string')) {
    throw typeError('command', "an array of strings is needed, such as ['python', 'mine.py']")
  }
  return command.slice() as [string, ...string[]]
}

function toArray({ data, n, d }: CheckedSamples) {
  return { data: types.isFloat64Array(data) ? data : Float64Array.from(data), shape: [n, d] }
}
