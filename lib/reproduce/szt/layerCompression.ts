import { twelveBitData } from '../../data/twelveBit'
import { compression } from '../../estimate/compression'
import { networkAt } from '../../experiments/networkAt'
import { propagate } from '../../network/propagate'
import type { RunContents } from '../../runs/readRun'
import { type BackendName, loadBackend } from '../../training/backend'

/** How far I(X;T) of a layer is, at the end, below its largest; nats. */
export interface LayerCompression {
  layer: number
  value: number
  /** Of `compression`, 95 %; null where there is none. */
  interval: { low: number; high: number } | null
  /** The epoch that a part of the passes chose for the largest. */
  peak: number
}

export interface CompressionSettings {
  /** Noisy passes of each input. */
  passes: number
  /** At most so many of the run's, evenly along them, its first and last among them. */
  snapshots: number
}

/** Standard error wanted of each difference, nats. */
const TOLERANCE = 0.01

/** Measures the compression of every hidden layer of a 12-bit run, whose networks are pushed through again. */
export async function measureCompression(
  run: RunContents,
  { passes, snapshots }: CompressionSettings,
  signal: AbortSignal | undefined,
  onShare: (share: number) => void,
): Promise<LayerCompression[]> {
  const { seed, backend, layers } = run.record
  const sigma = Number(run.record.settings.sigma)
  const { tf } = await loadBackend({ backend: backend as BackendName })
  const { inputs } = twelveBitData()
  const epochs = spread(
    run.parameters.map(({ epoch }) => epoch),
    snapshots,
  )
  const found: LayerCompression[] = []
  for (const [l] of layers.entries()) {
    const layer = l + 1
    const own = layer === 1 ? 1 : passes
    const centersAt = async (epoch: number) => {
      const options = { passes: own, layers: [layer], seed, first: 0, signal }
      const [centers] = await propagate(tf, networkAt(run, epoch), inputs, options)
      return centers!.centers
    }
    const given = Int32Array.from({ length: inputs.shape[0] * own }, (_, row) => Math.floor(row / own))
    const { value, interval, peak } = await compression(
      epochs.map((epoch) => ({ epoch, samples: () => centersAt(epoch) })),
      {
        sigma,
        given,
        tolerance: TOLERANCE,
        population: layer === 1 ? 'complete' : 'groups',
        seed,
        ...(signal && { signal }),
      },
    )
    const ends = interval && { low: interval.low, high: interval.high }
    found.push({ layer, value, interval: ends, peak })
    onShare(layer / layers.length)
  }
  return found
}

function spread(all: readonly number[], count: number): number[] {
  const last = all.length - 1
  const chosen = Array.from({ length: count }, (_, k) => all[Math.round((k * last) / (count - 1))]!)
  return [...new Set(chosen)]
}
