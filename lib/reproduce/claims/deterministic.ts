import type { DeterministicCourse, DeterministicSettings } from '../deterministic/course'
import { binnedRule, collapseRule, independenceRule } from '../deterministic/rules'
import type { Mode } from '../item'
import type { Claim, Setting } from '../judgement'
import { POSTER } from './sources'
import { SZT_EPOCHS, SZT_SETTINGS } from './szt'

const COMMON = { widths: [12, 10, 7, 5, 4, 3, 2], binWidth: 2 / 29, trainingFraction: 0.8 } as const

export const DETERMINISTIC_SETTINGS: Record<Mode, Omit<DeterministicSettings, 'seed'>> = {
  full: { ...COMMON, epochs: SZT_EPOCHS, snapshots: SZT_SETTINGS.full.snapshots },
  quick: { ...COMMON, epochs: SZT_SETTINGS.quick.epochs, snapshots: SZT_SETTINGS.quick.snapshots },
}

export const DETERMINISTIC_PUBLISHED: readonly Setting[] = [
  { name: 'Data', value: '12-bit input, binary classification', whose: 'authors' },
  { name: 'Network', value: '12–10–7–5–4–3–2, tanh, without noise', whose: 'authors' },
  { name: 'Labels', value: 'those of Shwartz-Ziv and Tishby, of all 4096 inputs', whose: 'ours' },
  { name: 'Epochs', value: `${SZT_EPOCHS}; with --quick ${SZT_SETTINGS.quick.epochs}`, whose: 'ours' },
  { name: 'Training', value: 'Adam, rate 4e-4, batches of 256, 80 % of the inputs', whose: 'ours' },
  { name: 'Bins', value: 'of width 2/29, as of published code for this data', whose: 'ours' },
  {
    name: 'Clusters',
    value:
      'their effective number: one over the probability that two inputs drawn with replacement are at most one bin width apart',
    whose: 'ours',
  },
  {
    name: 'Rules and thresholds',
    value:
      'chosen with a run of 1000 epochs with seed 0 known; there, inputs linked by steps of one bin width were a single cluster in layer 5, whatever happened in it',
    whose: 'ours',
  },
]

const COLLAPSE = { share: 0.5, enough: SZT_EPOCHS }
const BINNED = { moves: 0.1, least: 0.5, block: 5, seed: 0 }

export const DETERMINISTIC_CLAIMS: readonly Claim<DeterministicCourse>[] = [
  {
    id: 'deterministic-independence',
    statement:
      '“Det. DNNs with strictly monotone nonlinearities (e.g., tanh or sigmoid) ⟹ I(X;T_ℓ) is independent of the DNN parameters”',
    source: `${POSTER}, Proposition 1`,
    rule: 'At every snapshot and in every hidden layer all inputs have different rows of outputs in double precision, so that I(X;T) = H(X). Undecided where some rows are equal: exact arithmetic could tell them apart.',
    decide: independenceRule,
  },
  {
    id: 'deterministic-clustering',
    statement: '“Clustering is meaningful in deterministic nets and can be measured.”',
    source: POSTER,
    rule: `From before training to its end the effective number of clusters of the last hidden layer falls to at most ${COLLAPSE.share} of itself. A run shorter than ${COLLAPSE.enough} epochs can support, not contradict.`,
    decide: (course) => collapseRule(course, COLLAPSE),
  },
  {
    id: 'deterministic-binned',
    statement: '“Binned "mutual information" measured in past works measures clustering.”',
    source: POSTER,
    rule: `H(Bin(T)) moves by at least ${BINNED.moves} nats in some layer, and the correlation of its changes from snapshot to snapshot with those of the logarithm of the effective number of clusters is at least ${BINNED.least} (low end of a 95 % interval by a bootstrap of blocks of ${BINNED.block} snapshots). Not supported: it does not move, or the high end is below.`,
    decide: (course) => binnedRule(course, BINNED),
  },
]
