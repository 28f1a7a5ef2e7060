import type { SztSettings } from '../../experiments'
import type { Mode } from '../item'
import type { Setting } from '../judgement'

/** What all items of the 12-bit network share. */

/** Epochs after which a run is long enough to contradict. */
export const SZT_EPOCHS = 10_000

const COMMON = { sigma: 0.005, passes: 16 } as const
export const SZT_SETTINGS: Record<Mode, Pick<SztSettings, 'epochs' | 'sigma' | 'passes' | 'snapshots'>> = {
  full: { ...COMMON, epochs: SZT_EPOCHS, snapshots: 40 },
  quick: { ...COMMON, epochs: 1000, snapshots: 20 },
}

/** With what compression is measured once a network is trained: noisy passes of each input, and snapshots. */
export const COMPRESSION_SETTINGS: Record<Mode, { passes: number; snapshots: number }> = {
  full: { passes: 64, snapshots: 10 },
  quick: { passes: 16, snapshots: 6 },
}

export const SZT_PUBLISHED: readonly Setting[] = [
  { name: 'Data', value: '12-bit input, binary classification', whose: 'authors' },
  { name: 'Network', value: '12–10–7–5–4–3–2, noise in the hidden layers', whose: 'authors' },
  { name: 'Labels', value: 'those of Shwartz-Ziv and Tishby, of all 4096 inputs', whose: 'ours' },
  { name: 'Epochs', value: `${SZT_EPOCHS}; with --quick ${SZT_SETTINGS.quick.epochs}`, whose: 'ours' },
  { name: 'Noise σ', value: `${COMMON.sigma}, in training and measuring`, whose: 'ours' },
  { name: 'Training', value: 'Adam, rate 4e-4, batches of 256, 80 % of the inputs', whose: 'ours' },
  { name: 'Noisy passes', value: `${COMMON.passes} of each input at every snapshot`, whose: 'ours' },
  {
    name: 'Compression',
    value: `of I(X;T) below its largest, by a rule without the bias of choosing the largest: ${COMPRESSION_SETTINGS.full.passes} noisy passes of each input at ${COMPRESSION_SETTINGS.full.snapshots} snapshots (with --quick ${COMPRESSION_SETTINGS.quick.passes} at ${COMPRESSION_SETTINGS.quick.snapshots}), 95 % intervals`,
    whose: 'ours',
  },
  {
    name: 'Clusters',
    value: 'inputs whose values in one noisy pass, before the own noise, are linked by steps of at most 2σ',
    whose: 'ours',
  },
  {
    name: 'Seeds',
    value: 'a claim is supported where it is for every seed, not supported where it is not for most of them',
    whose: 'ours',
  },
]

/** Nats: a layer compresses where the low end of its compression is above, and does not where the high end is below. */
export const NOTABLE = 0.1
