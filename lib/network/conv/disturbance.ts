import { fillBernoulli } from '../../random/random'
import { fillLayerNoise } from '../layerNoise'
import type { ConvNetwork } from './convNetwork'

/** What becomes of S_l in one pass: T_l = factor ⊙ S_l + noise. Null is no factor, no noise. */
export interface Disturbed {
  factor: Float32Array | null
  noise: Float32Array | null
}

/**
 * The disturbance of a hidden layer in one pass over n images, n × width values each.
 * @param layer hidden layer, from 1
 * @param step training step or measuring pass: each has its own. Units are dropped in training only.
 */
export function disturbance(
  { sigma, dropout }: Pick<ConvNetwork, 'sigma' | 'dropout'>,
  { layer, size }: { layer: number; size: number },
  { seed, step, measuring }: { seed: number; step: number; measuring: boolean },
): Disturbed {
  const key = { seed, stream: layer, step }
  const purpose = measuring ? 'measuringNoise' : 'trainingNoise'
  const noise =
    sigma === 0 ? null : fillLayerNoise(new Float32Array(size), { sigma }, { seed, purpose, layer, step })
  if (measuring || dropout === 0) return { factor: null, noise }
  const factor = fillBernoulli(new Float32Array(size), 1 - dropout, { ...key, purpose: 'dropout' })
  for (let k = 0; k < size; k++) factor[k]! /= 1 - dropout
  return { factor, noise }
}
