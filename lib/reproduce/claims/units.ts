import type { Claim, Setting } from '../judgement'
import type { Variant } from '../szt/variant'
import { type Comparison, generalizationRule, togetherRule } from '../szt/variantRules'
import { POSTER } from './sources'
import { NOTABLE, SZT_EPOCHS, SZT_PUBLISHED } from './szt'

export const UNITS_VARIANTS: readonly Variant[] = [
  { id: 'linear', name: 'linear', activation: 'linear', orthonormal: 0 },
  { id: 'relu', name: 'ReLU', activation: 'relu', orthonormal: 0 },
]

export const UNITS_PUBLISHED: readonly Setting[] = [
  ...SZT_PUBLISHED,
  { name: 'Units', value: 'linear and ReLU, beside tanh', whose: 'ours' },
]

const GENERALIZATION = { limit: () => NOTABLE, enough: SZT_EPOCHS }
const TOGETHER = { much: 0.5, little: NOTABLE, share: 0.5, enough: SZT_EPOCHS }

export const UNITS_CLAIMS: readonly Claim<Comparison>[] = [
  {
    id: 'units-generalization',
    statement: '“Compression is not necessary for generalization.”',
    source: POSTER,
    rule: `A net of linear or ReLU units in which no hidden layer compresses I(X;T) by more than ${NOTABLE} nats (high ends) ends with a test loss no higher than the tanh net's of the same seed. Not supported: after ${SZT_EPOCHS} epochs there is such a net, and none with a test loss as low. Undecided: neither surely compresses so little.`,
    decide: (comparison) => generalizationRule(comparison, GENERALIZATION),
  },
  {
    id: 'units-clustering',
    statement: '“Noisy DNNs: Compression driven by clustering of representations.”',
    source: POSTER,
    rule: `With tanh, linear and ReLU units: every layer that compresses by at least ${TOGETHER.much} nats has at the end at most ${TOGETHER.share} of the clusters that it had at its largest I(X;T), and no layer that compresses by at most ${TOGETHER.little} nats has; there are layers of both kinds. Not supported: a layer is otherwise, after ${SZT_EPOCHS} epochs.`,
    decide: ({ plain, others }) => togetherRule([plain, ...others], TOGETHER),
  },
]
