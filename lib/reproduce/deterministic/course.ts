import { pairDistances } from '../../clustering'
import { selectRows, splitRows } from '../../data/dataSet'
import type { Matrix } from '../../data/matrix'
import { twelveBitData } from '../../data/twelveBit'
import { binnedEntropy } from '../../estimate/binnedEntropy'
import { doubleOutputs } from '../../network/doubleOutputs'
import { createNetwork, type NoisyNetwork } from '../../network/noisyNetwork'
import { propagate } from '../../network/propagate'
import type { Tfjs } from '../../network/tfjs'
import { evaluate } from '../../training/evaluate'
import { snapshotEpochs } from '../../training/snapshots'
import { train } from '../../training/train'

/** One hidden layer of a deterministic network at one snapshot. */
export interface DeterministicMoment {
  epoch: number
  /** H(Bin(T)), nats. */
  binned: number
  /** Distinct rows of outputs among all inputs, in float32 and in float64. */
  distinct32: number
  distinct64: number
  /**
   * Effective number of clusters: one over the probability that two inputs, drawn with replacement, are at most one bin
   * width apart (the correlation sum of Grassberger and Procaccia 1983, its inverse). No bins are in it.
   */
  clusters: number
}

export interface DeterministicCourse {
  inputs: number
  layers: { layer: number; width: number; moments: DeterministicMoment[] }[]
  /** Mean cross-entropy in nats. */
  losses: { epoch: number; train: number; test: number }[]
}

export interface DeterministicSettings {
  widths: readonly number[]
  epochs: number
  snapshots: number
  binWidth: number
  trainingFraction: number
  seed: number
}

/** Trains the 12-bit tanh network without noise, and looks at every hidden layer at log-spaced epochs. */
export async function deterministicCourse(
  tf: Tfjs,
  { widths, epochs, snapshots, binWidth, trainingFraction, seed }: DeterministicSettings,
  signal: AbortSignal | undefined,
  onShare: (share: number) => void,
): Promise<DeterministicCourse> {
  const data = twelveBitData()
  const network = createNetwork({ widths, activation: 'tanh', sigma: 0, seed })
  const split = splitRows(data.labels.length, trainingFraction, seed)
  const [training, testing] = [selectRows(data, split.train), selectRows(data, split.test)]
  const layers = widths.slice(1, -1).map((width, l) => ({
    layer: l + 1,
    width,
    moments: [] as DeterministicMoment[],
  }))
  const losses: DeterministicCourse['losses'] = []
  const chosen = snapshotEpochs(epochs, snapshots)
  await train(tf, network, training, {
    epochs,
    seed,
    snapshots: chosen,
    signal,
    async onSnapshot(epoch) {
      const loss = async (of: typeof data) => (await evaluate(tf, network, of, { passes: 1, signal })).loss
      losses.push({ epoch, train: await loss(training), test: await loss(testing) })
      const found = await momentsOf(tf, network, data.inputs, { epoch, binWidth, signal })
      for (const [l, moment] of found.entries()) layers[l]!.moments.push(moment)
      onShare(losses.length / chosen.length)
    },
  })
  return { inputs: data.labels.length, layers, losses }
}

async function momentsOf(
  tf: Tfjs,
  network: NoisyNetwork,
  inputs: Matrix,
  { epoch, binWidth, signal }: { epoch: number; binWidth: number; signal: AbortSignal | undefined },
): Promise<DeterministicMoment[]> {
  const [n] = inputs.shape
  const single = await propagate(tf, network, inputs, { passes: 1, signal })
  const double = doubleOutputs(network, inputs)
  const moments: DeterministicMoment[] = []
  for (const [l, data] of double.entries()) {
    const samples = { data, shape: [n, network.widths[l + 1]!] as const }
    // All distances count as within one class; the one bin holds what is at most its upper edge.
    const options = { labels: new Int32Array(n), bins: 1, largest: binWidth, ...(signal && { signal }) }
    const { within } = await pairDistances(samples, options)
    moments.push({
      epoch,
      binned: binnedEntropy(samples, { binWidth }).value,
      distinct32: distinctRows(single[l]!.centers.data, n),
      distinct64: distinctRows(data, n),
      clusters: n ** 2 / (n + 2 * within.counts[0]!),
    })
  }
  return moments
}

/** Rows that differ in their bits from every other. */
function distinctRows({ buffer, byteOffset, byteLength }: Float32Array | Float64Array, n: number): number {
  const bytes = Buffer.from(buffer, byteOffset, byteLength)
  const size = byteLength / n
  const rows = Array.from({ length: n }, (_, i) => bytes.toString('latin1', i * size, (i + 1) * size))
  return new Set(rows).size
}
