import type { Claim, Setting } from '../judgement'
import type { Variant } from '../szt/variant'
import { type Comparison, generalizationRule, noCompressionRule, togetherRule } from '../szt/variantRules'
import { POSTER, POSTER_FIGURE } from './sources'
import { NOTABLE, SZT_EPOCHS, SZT_PUBLISHED } from './szt'

/** The retraction moves W by β(W − WWᵀW) after each step. */
const BETAS = [3e-4, 1e-3, 1e-2]

export const ORTHONORMAL_VARIANTS: readonly Variant[] = BETAS.map((orthonormal) => ({
  id: `tanh-beta${orthonormal}`,
  name: `β = ${orthonormal}`,
  activation: 'tanh',
  orthonormal,
}))

export const ORTHONORMAL_PUBLISHED: readonly Setting[] = [
  ...SZT_PUBLISHED,
  { name: 'Units', value: 'tanh', whose: 'authors' },
  { name: 'Weight orthonormality', value: 'Cissé et al. 2017', whose: 'authors' },
  {
    name: 'Its form and strength',
    value: `hidden weights retracted after each step, W ← (1 + β)W − βWWᵀW, β = ${BETAS.join(', ')}`,
    whose: 'ours',
  },
  {
    name: 'Rules and thresholds',
    value: 'chosen with runs of 300 epochs at β = .01 and of other code at 3e-4 known',
    whose: 'ours',
  },
]

const GONE = { share: 0.2, kept: 0.5, enough: SZT_EPOCHS }
const GENERALIZATION = {
  limit: ({ least }: { least: number }) => GONE.share * least,
  enough: SZT_EPOCHS,
}
const TOGETHER = { much: 0.5, little: NOTABLE, share: 0.5, enough: SZT_EPOCHS }

export const ORTHONORMAL_CLAIMS: readonly Claim<Comparison>[] = [
  {
    id: 'orthonormal-compression',
    statement: 'With weight orthonormality, compression and clustering are nearly gone',
    source: POSTER_FIGURE,
    rule: `For some β every hidden layer compresses I(X;T) by at most ${GONE.share} of what the unregularised net of the same seed does in its most compressing layer (high ends against low end), and the last hidden layer keeps at least ${GONE.kept} of the clusters that it had at its largest I(X;T). Not supported: after ${GONE.enough} epochs every β surely compresses more, or clusters.`,
    decide: (comparison) => noCompressionRule(comparison, GONE),
  },
  {
    id: 'orthonormal-generalization',
    statement: '“Compression is not necessary for generalization.”',
    source: POSTER,
    rule: `Some β with hardly any compression (every layer at most ${GONE.share} of the unregularised net's most compressing one) ends with a test loss no higher than the unregularised net's of the same seed. Not supported: after ${GONE.enough} epochs there is such a β, and none with a test loss as low. Undecided: no β surely compresses so little.`,
    decide: (comparison) => generalizationRule(comparison, GENERALIZATION),
  },
  {
    id: 'orthonormal-clustering',
    statement: '“Noisy DNNs: Compression driven by clustering of representations.”',
    source: POSTER,
    rule: `With and without regularisation: every layer that compresses by at least ${TOGETHER.much} nats has at the end at most ${TOGETHER.share} of the clusters that it had at its largest I(X;T), and no layer that compresses by at most ${TOGETHER.little} nats has; there are layers of both kinds. Not supported: a layer is otherwise, after ${GONE.enough} epochs.`,
    decide: ({ plain, others }) => togetherRule([plain, ...others], TOGETHER),
  },
]
