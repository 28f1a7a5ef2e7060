import { DIGITS_RULE } from '../../data/mnist/mnistDigits'
import type { Claim, Setting } from '../judgement'
import type { DigitNetwork, DigitNetworkSettings } from '../mnist/digitNetwork'
import { accuracyRule, binnedRule, boundsRule, gatheringRule } from '../mnist/rules'
import { POSTER } from './sources'

/** The paper's networks for MNIST, of which the poster says that clustering can be measured in them. */
const PAPER = "paper's section on MNIST, in our words"

const COMMON = {
  filters: [8, 16],
  units: 128,
  batchSize: 128,
  learningRate: 1e-3,
  measured: 2000,
} as const

export const MNIST_SETTINGS: Record<
  'full' | 'quick',
  Omit<DigitNetworkSettings, 'sigma' | 'dropout' | 'seed'>
> = {
  full: { ...COMMON, epochs: 32, snapshots: 8 },
  quick: { ...COMMON, epochs: 8, snapshots: 5 },
}

/** What happens after every hidden layer of each network. */
export const MNIST_NETWORKS = [
  { sigma: 0, dropout: 0 },
  { sigma: 0.05, dropout: 0 },
  { sigma: 0.1, dropout: 0 },
  { sigma: 0.2, dropout: 0 },
  { sigma: 0, dropout: 0.2 },
] as const

export const MNIST_PUBLISHED: readonly Setting[] = [
  { name: 'Digits', value: `MNIST: ${DIGITS_RULE}. With --quick always the latter`, whose: 'ours' },
  {
    name: 'Network',
    value: `two 5 × 5 convolutions of ${COMMON.filters[0]} and ${COMMON.filters[1]} filters, each with tanh and the mean over 2 × 2 pixels; dense tanh layer of ${COMMON.units} units; 10 outputs`,
    whose: 'ours',
  },
  {
    name: 'Noise',
    value: `σ = ${MNIST_NETWORKS.filter(({ dropout }) => dropout === 0)
      .map(({ sigma }) => sigma)
      .join(
        ', ',
      )} after every hidden layer, in training and measuring; one network with dropout ${MNIST_NETWORKS.at(-1)!.dropout} in place of it, in training alone`,
    whose: 'ours',
  },
  {
    name: 'Training',
    value: `Adam, rate ${COMMON.learningRate}, batches of ${COMMON.batchSize}; ${MNIST_SETTINGS.full.epochs} epochs, with --quick ${MNIST_SETTINGS.quick.epochs}; the first seed. TensorFlow cuts sums by its threads: last digits depend on the number of cores`,
    whose: 'ours',
  },
  {
    name: 'Measured',
    value: `one pass of at most ${COMMON.measured} test digits, the same in every snapshot: S_l, before the layer's own noise; H(Bin(T)) with that noise, in 30 edges on [−1, 1] and in two bins`,
    whose: 'ours',
  },
  {
    name: 'Rules and thresholds',
    value: 'chosen when three epochs of seed 0 were known, without noise and with σ = 0.1',
    whose: 'ours',
  },
]

const GATHERING = { least: 0.1, agreement: 0.1 }
const ACCURACY = { margin: 0.01 }
const BINNED = { gathered: GATHERING.least, fall: 0.1 }
const BOUNDS = { open: 1, near: 0.01 }

const GATHERED = `the mean cosine of test digits of one class less that of different ones grows from epoch 0 to the last by at least ${GATHERING.least} in the dense layer, with the low end of its 95 % interval over draws of digits`
const AGREEING = `the agreement of k-means (k = 10) with the classes, adjusted for chance, by at least ${GATHERING.agreement}`

const isPlain = ({ sigma, dropout }: DigitNetwork) => sigma === 0 && dropout === 0
const isNoisy = ({ sigma }: DigitNetwork) => sigma > 0
const isDropping = ({ dropout }: DigitNetwork) => dropout > 0

export const MNIST_CLAIMS: readonly Claim<readonly DigitNetwork[]>[] = [
  {
    id: 'mnist-deterministic',
    statement: '“Clustering is meaningful in deterministic nets and can be measured.”',
    source: POSTER,
    rule: `In the network without noise ${GATHERED}, and ${AGREEING}. Not supported: the interval is below, or k-means gains less.`,
    decide: (networks) => gatheringRule(networks.filter(isPlain), GATHERING),
  },
  {
    id: 'mnist-noisy',
    statement: 'Networks with noise gather the digits of a class, at every σ',
    source: PAPER,
    rule: `In each of them ${GATHERED}, and ${AGREEING}. Not supported: in one the interval is below, or k-means gains less.`,
    decide: (networks) => gatheringRule(networks.filter(isNoisy), GATHERING),
  },
  {
    id: 'mnist-dropout',
    statement: 'A network with dropout gathers the digits of a class',
    source: PAPER,
    rule: `In it ${GATHERED}, and ${AGREEING}. Not supported: the interval is below, or k-means gains less.`,
    decide: (networks) => gatheringRule(networks.filter(isDropping), GATHERING),
  },
  {
    id: 'mnist-accuracy',
    statement: 'Noise of these sizes costs no accuracy',
    source: PAPER,
    rule: `At the end the test accuracy of each network with noise, in one noisy pass, is at most ${ACCURACY.margin} below that of the network without: by the 95 % interval of the difference over the same digits. Not supported: one interval is below as a whole.`,
    decide: (networks) => accuracyRule(networks.find(isPlain)!, networks.filter(isNoisy), ACCURACY),
  },
  {
    id: 'mnist-binned',
    statement: '“Binned ‘mutual information’ measured in past works measures clustering.”',
    source: `${POSTER}, tried in this network`,
    rule: `In the network without noise, whose digits gather (${GATHERED}), H(Bin(T)) of the dense layer falls by at least ${BINNED.fall} nats. Not supported: they gather and it does not. Undecided: they do not gather.`,
    decide: (networks) => binnedRule(networks.find(isPlain)!, BINNED),
  },
  {
    id: 'mnist-bounds',
    statement: 'I(X;T_ℓ) of layers this wide cannot be estimated: samples Ω(2^d/(ηd)) are needed',
    source: `${POSTER}, Theorem 1, for this network`,
    rule: `In every hidden layer of every network with noise, the bounds that can be had leave at least ${BOUNDS.open} nat open; or they put I(X;T) within ${BOUNDS.near} nats of log n, where it counts the digits and says nothing of the network. Not supported: a layer of which neither is so.`,
    decide: (networks) => boundsRule(networks.filter(isNoisy), BOUNDS),
  },
]
