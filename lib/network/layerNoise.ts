import { fillNormals } from '../random/random'
import type { NoisyNetwork } from './noisyNetwork'

export interface LayerNoiseKey {
  seed: number
  purpose: 'trainingNoise' | 'measuringNoise'
  /** Hidden layer, from 1. */
  layer: number
  /** Training step or measuring pass: each has its own noise. */
  step: number
}

/** Fills `out`, rows × width of one layer, with fresh draws of N(0, σ²). */
export function fillLayerNoise(
  out: Float32Array,
  { sigma }: Pick<NoisyNetwork, 'sigma'>,
  { seed, purpose, layer, step }: LayerNoiseKey,
): Float32Array {
  fillNormals(out, { seed, purpose, stream: layer, step })
  for (let k = 0; k < out.length; k++) out[k]! *= sigma
  return out
}

/** Noise of the measuring passes `first` … `first + count − 1` over n inputs: one n × width block after the other. */
export function measuringNoise(
  network: NoisyNetwork,
  layer: number,
  n: number,
  { seed, first, count }: { seed: number; first: number; count: number },
): Float32Array {
  const block = n * network.widths[layer]!
  const noise = new Float32Array(count * block)
  for (let pass = 0; pass < count; pass++) {
    const key = { seed, purpose: 'measuringNoise', layer, step: first + pass } as const
    fillLayerNoise(noise.subarray(pass * block, (pass + 1) * block), network, key)
  }
  return noise
}
