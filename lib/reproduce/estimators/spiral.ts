import { spiralData } from '../../data/spiral'
import { estimateEntropy } from '../../estimate/estimateEntropy'
import { measuringNoise } from '../../network/layerNoise'
import { createNetwork, type NoisyNetwork } from '../../network/noisyNetwork'
import { propagate } from '../../network/propagate'
import type { Tfjs } from '../../network/tfjs'
import type { Performance } from '../../runs/schema'
import { evaluate } from '../../training/evaluate'
import { train } from '../../training/train'
import {
  type CurvePoint,
  type CurveSettings,
  type Draw,
  entropyCurve,
  firstRows,
  type Progress,
} from './curve'

export interface SpiralTraining {
  widths: readonly number[]
  sigma: number
  /** To train on, and as many to test on. */
  points: number
  epochs: number
  learningRate: number
  batchSize: number
  seed: number
}

export interface SpiralNetwork {
  parameters: number[]
  test: Performance
}

/** Of the points that are trained on, tested on, and of replication 0; those that follow have the next. */
const STREAM = { training: 0, testing: 1, replications: 2 }

/** Trains the noisy network on three spirals. */
export async function trainSpiral(
  tf: Tfjs,
  settings: SpiralTraining,
  { signal, onShare }: Progress,
): Promise<SpiralNetwork> {
  const { points, epochs, learningRate, batchSize, seed } = settings
  const network = createNetwork(settings)
  const data = (stream: number) => spiralData({ n: points, seed, stream })
  const onEpoch = (epoch: number) => onShare(epoch / epochs)
  await train(tf, network, data(STREAM.training), { epochs, learningRate, batchSize, seed, signal, onEpoch })
  const test = await evaluate(tf, network, data(STREAM.testing), { passes: 4, seed, signal })
  return { parameters: Array.from(network.parameters), test }
}

/** Entropy of the last hidden layer, and the interval of the plug-in in the first replication; nats. */
export interface SpiralCurve {
  points: CurvePoint[]
  intervals: { n: number; value: number; interval: { low: number; high: number } | null }[]
}

/** Entropy of the last hidden layer T = S + Z of a trained network, as fresh points are pushed through it. */
export async function spiralCurve(
  tf: Tfjs,
  training: SpiralTraining,
  { parameters }: SpiralNetwork,
  settings: CurveSettings,
  progress: Progress,
): Promise<SpiralCurve> {
  const network = createNetwork(training)
  network.parameters.set(parameters)
  const { counts, sigma, seed, tolerance } = settings
  const { signal } = progress
  const draw = (replication: number) => lastLayer(tf, network, counts.at(-1)!, { seed, replication, signal })
  const points = await entropyCurve(settings, draw, progress)
  const { centers } = await draw(0)
  const intervals: SpiralCurve['intervals'] = []
  for (const n of counts) {
    const options = { sigma, tolerance, seed, ...(signal && { signal }) }
    const { value, interval } = await estimateEntropy(firstRows(centers, n), options)
    intervals.push({ n, value, interval })
  }
  return { points, intervals }
}

/** Fresh points in the last hidden layer, with noise of their own in every layer. */
async function lastLayer(
  tf: Tfjs,
  network: NoisyNetwork,
  n: number,
  { seed, replication, signal }: { seed: number; replication: number; signal: AbortSignal | undefined },
): Promise<Draw> {
  const layer = network.widths.length - 2
  const { inputs } = spiralData({ n, seed, stream: STREAM.replications + replication })
  const pass = { seed, first: replication }
  const [found] = await propagate(tf, network, inputs, { ...pass, passes: 1, layers: [layer], signal })
  const { centers } = found!
  const noise = measuringNoise(network, layer, n, { ...pass, count: 1 })
  const { data, shape } = centers
  const noisy = Float64Array.from(data, (value, k) => value + noise[k]!)
  return { centers, noisy: { data: noisy, shape } }
}
