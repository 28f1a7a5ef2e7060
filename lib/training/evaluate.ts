import type { DataSet } from '../data/dataSet'
import type { NoisyNetwork } from '../network/noisyNetwork'
import { type LayerCenters, type PropagateOptions, propagate } from '../network/propagate'
import type { Tfjs } from '../network/tfjs'
import type { Performance } from '../runs/schema'

/**
 * Mean softmax cross-entropy (nats) and accuracy over the inputs in `rows` (default: all) and their noisy passes, from
 * the centers of the output layer.
 */
export function meanPerformance(
  { centers: { data, shape }, inputs }: LayerCenters,
  labels: Int32Array,
  rows?: ReadonlySet<number>,
): Performance {
  const [passes, classes] = shape
  let loss = 0
  let correct = 0
  let counted = 0
  for (let pass = 0; pass < passes; pass++) {
    const input = inputs[pass]!
    if (rows !== undefined && !rows.has(input)) continue
    const logits = data.subarray(pass * classes, (pass + 1) * classes)
    const label = labels[input]!
    const largest = logits.indexOf(Math.max(...logits))
    const sum = logits.reduce((total, logit) => total + Math.exp(logit - logits[largest]!), 0)
    loss += Math.log(sum) + logits[largest]! - logits[label]!
    if (largest === label) correct++
    counted++
  }
  return { loss: loss / counted, accuracy: correct / counted }
}

/** Pushes `data` through the noisy network and says how well it does on average over inputs and passes. */
export async function evaluate(
  tf: Tfjs,
  network: NoisyNetwork,
  data: DataSet,
  options: Omit<PropagateOptions, 'layers'>,
): Promise<Performance> {
  const output = network.widths.length - 1
  const [logits] = await propagate(tf, network, data.inputs, { ...options, layers: [output] })
  return meanPerformance(logits!, data.labels)
}
