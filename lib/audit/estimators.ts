import { estimateMI } from '../estimate/estimateMI'
import { externalMI } from '../estimators/external/externalMI'
import { gaussianMI } from '../estimators/gaussian'
import { ksgMI } from '../estimators/ksgMI'
import type { Answer, AuditedEstimator, PairedRows } from './types'

const CONFIDENCE = 0.95

export const SAMPLE_PROPAGATION = 'sample propagation'

const answer = ({ value, interval }: Answer): Answer => ({ value, interval })

/** The estimators of the library. */
export const OWN_ESTIMATORS: AuditedEstimator[] = [
  {
    name: SAMPLE_PROPAGATION,
    confidence: CONFIDENCE,
    noisy: async ({ samples, ...options }, seed, signal) =>
      answer(await estimateMI(samples, { ...options, seed, signal, confidence: CONFIDENCE })),
  },
  ...([1, 2] as const).map((algorithm) => ({
    name: `KSG ${algorithm}, k = 3`,
    confidence: CONFIDENCE,
    paired: async ({ x, y }: PairedRows, _seed: number, signal: AbortSignal) =>
      answer(await ksgMI(x, y, { algorithm, signal })),
  })),
  {
    name: 'Gaussian',
    confidence: CONFIDENCE,
    paired: async ({ x, y }, _seed, signal) => answer(await gaussianMI(x, y, { signal })),
  },
]

/** A program, by the protocol of `externalMI`. */
export function externalEstimator(command: readonly string[], timeoutSeconds: number): AuditedEstimator {
  return {
    name: command.join(' '),
    confidence: CONFIDENCE,
    paired: async ({ x, y }, _seed, signal) =>
      answer(await externalMI(x, y, { command, timeoutSeconds, signal })),
  }
}
