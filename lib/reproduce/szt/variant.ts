import { type RunOptions, runSzt } from '../../experiments'
import type { Activation } from '../../network/activation'
import type { RunContents } from '../../runs/readRun'
import { COMPRESSION_SETTINGS, SZT_SETTINGS } from '../claims/szt'
import type { Workshop } from '../item'
import { measureCompression } from './layerCompression'
import { type NetworkCourse, networkCourse } from './networkCourse'

/** One kind of 12-bit network. */
export interface Variant {
  /** Of its folders. */
  id: string
  /** In figures and verdicts. */
  name: string
  activation: Activation
  /** β of the retraction towards orthonormal weights; 0 is none. */
  orthonormal: number
}

export const TANH: Variant = { id: 'tanh', name: 'tanh', activation: 'tanh', orthonormal: 0 }

/** A variant trained with one seed. */
export interface TrainedNetwork {
  seed: number
  run: RunContents
  course: NetworkCourse
}

/** Trains a variant with every seed of the workshop and measures its compression; kept by seed, whatever item asks. */
export async function trainVariant(workshop: Workshop, variant: Variant): Promise<TrainedNetwork[]> {
  const { mode, seeds, signal } = workshop
  const { id, name, activation, orthonormal } = variant
  const networks: TrainedNetwork[] = []
  for (const seed of seeds) {
    const settings = { ...SZT_SETTINGS[mode], activation, orthonormal, seed }
    const start = (options: RunOptions) => runSzt(settings, options)
    const own = `${id}-seed${seed}`
    const run = await workshop.trained(own, { experiment: 'szt', settings, start })
    const wanted = COMPRESSION_SETTINGS[mode]
    // Another backend rounds otherwise: its networks are others.
    const key = { ...settings, backend: run.record.backend, compression: wanted }
    const compressions = await workshop.computed(`compression-${own}`, key, (onShare) =>
      measureCompression(run, wanted, signal, onShare),
    )
    networks.push({ seed, run, course: networkCourse(name, run, compressions) })
  }
  return networks
}
