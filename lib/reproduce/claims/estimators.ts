import { capitalised } from '../../report/words'
import { codeRule, rivalsRule, spiralRule } from '../estimators/comparisonRules'
import type { CornerSigma } from '../estimators/corners'
import type { CurveSettings } from '../estimators/curve'
import type { CodeSettings } from '../estimators/reedMuller'
import type { SpiralTraining } from '../estimators/spiral'
import type { EstimatorStudy } from '../estimators/study'
import { boundRule, complexityRule, optimalityRule, rateRule } from '../estimators/theoremRules'
import type { Mode } from '../item'
import type { Claim, Setting } from '../judgement'
import { PAPER_FIGURE, POSTER } from './sources'

/** Each 10^½ times the one before. */
const HALF_DECADES = [100, 316, 1000, 3162, 10_000, 31_623, 100_000]
const UP_TO = (most: number) => HALF_DECADES.filter((n) => n <= most)

type Sampling = Pick<CurveSettings, 'counts' | 'most' | 'replications'>

const SAMPLING: Record<Mode, Sampling> = {
  full: {
    counts: HALF_DECADES,
    most: { 'plug-in': 100_000, 'kernel density': 10_000, 'nearest neighbours': 100_000 },
    replications: 10,
  },
  quick: {
    counts: UP_TO(10_000),
    most: { 'plug-in': 10_000, 'kernel density': 3162, 'nearest neighbours': 10_000 },
    replications: 5,
  },
}

/** The grid of dimensions and σ; of each dimension the numerical standard error wanted, far below the errors there. */
export const CORNERS: {
  sigmas: readonly CornerSigma[]
  dimensions: readonly { d: number; tolerance: number }[]
  sampling: Record<Mode, Sampling>
} = {
  sigmas: [0.05, 0.1, 0.2],
  dimensions: [
    { d: 5, tolerance: 3e-4 },
    { d: 10, tolerance: 1e-3 },
    { d: 15, tolerance: 3e-3 },
  ],
  sampling: SAMPLING,
}

/** Samples for an error of η nats by dimension: counts are multiples of 2^d, the number of corners. */
export const DIMENSIONS = {
  sigma: 0.1,
  eta: 0.1,
  dimensions: [4, 6, 8, 10, 12],
  multiples: [1, 2, 4, 8, 16],
  tolerance: 1e-3,
  replications: { full: 40, quick: 10 },
} as const satisfies { sigma: CornerSigma; replications: Record<Mode, number> } & Record<string, unknown>

/** I(X;T) of the code, nats, by σ: quadrature, 6 decimals. At .1 the codewords don't overlap: 16 ln 2. */
export const CODE_EXACT = [
  { sigma: 0.1, exact: 16 * Math.LN2 },
  { sigma: 0.5, exact: 10.123523 },
  { sigma: 1, exact: 5.389293 },
  { sigma: 2, exact: 1.782744 },
  { sigma: 6, exact: 0.219191 },
]

export const CODE: Record<Mode, Omit<CodeSettings, 'sigma' | 'seed'>> = {
  full: {
    counts: [100, 1000, 10_000, 100_000, 1_000_000],
    intervalMost: 100_000,
    replications: 10,
    tolerance: 0.005,
  },
  quick: { counts: [100, 1000, 10_000, 100_000], intervalMost: 10_000, replications: 5, tolerance: 0.01 },
}

export const SPIRAL: {
  training: Omit<SpiralTraining, 'seed'>
  tolerance: number
  sampling: Record<Mode, Sampling>
} = {
  training: {
    widths: [2, 8, 9, 10, 3],
    sigma: 0.2,
    points: 3000,
    epochs: 600,
    learningRate: 0.005,
    batchSize: 256,
  },
  tolerance: 1e-3,
  sampling: SAMPLING,
}

export const ESTIMATORS_PUBLISHED: readonly Setting[] = [
  { name: 'Estimator ĥ', value: 'entropy of the mixture of Gaussians at n samples', whose: 'authors' },
  {
    name: 'Truncated corner mixture',
    value:
      'Gaussians of std .02 at the 2^d corners of [−1, 1]^d, cut to the cube; d = 5, 10, 15; σ = .05, .1, .2',
    whose: 'ours',
  },
  {
    name: 'Kernel density',
    value: `Gaussian, the bandwidth under which samples left out are most likely; n to ${SAMPLING.full.most['kernel density']}, with --quick ${SAMPLING.quick.most['kernel density']}`,
    whose: 'ours',
  },
  { name: 'Nearest neighbours', value: 'Kozachenko–Leonenko, k = 3', whose: 'ours' },
  {
    name: 'Samples',
    value: `n to ${SAMPLING.full.counts.at(-1)}, ${SAMPLING.full.replications} replications (with --quick ${SAMPLING.quick.counts.at(-1)} and ${SAMPLING.quick.replications}); rivals get S + Z, the plug-in S and σ`,
    whose: 'ours',
  },
  {
    name: 'Samples by dimension',
    value: `n = 2^d times ${DIMENSIONS.multiples.join(', ')}; ${DIMENSIONS.replications.full} replications (with --quick ${DIMENSIONS.replications.quick})`,
    whose: 'ours',
  },
  { name: 'Spiral network', value: 'three classes, 2-D input, 8–9–10 tanh units, σ = .2', whose: 'authors' },
  {
    name: 'Spirals and training',
    value: `arms of ¾ of a turn, .1 rad of jitter; Adam, rate ${SPIRAL.training.learningRate}, ${SPIRAL.training.epochs} epochs, ${SPIRAL.training.points} points`,
    whose: 'ours',
  },
  {
    name: 'Reed–Muller code',
    value: '(4,4) over BPSK: 16 bits, each −1 or 1; σ = .1, .5, 1, 2, 6',
    whose: 'ours',
  },
  {
    name: 'Rules and thresholds',
    value: 'chosen with the curves of --quick and seed 0 known',
    whose: 'ours',
  },
]

const RATE = { slope: -0.5, visits: 8, numerical: 0.2 }
const OPTIMALITY = { ...RATE, eta: DIMENSIONS.eta, most: 2.1 }
const CODE_RULE = { within: 0.05, misses: 3, enough: 1_000_000 }

const SLOPES = `where the n from ${RATE.visits}·2^d on (every corner visited) are three or more, the slope of log E|h − ĥ| over log n`
const GROWTH = `for an error of ${DIMENSIONS.eta} nats at σ = ${DIMENSIONS.sigma} the samples of the plug-in for the corner mixture in d = ${DIMENSIONS.dimensions.join(', ')}`

export const ESTIMATORS_CLAIMS: readonly Claim<EstimatorStudy>[] = [
  {
    id: 'estimators-complexity',
    statement:
      '“Sample complexity of any accurate estimator (additive gap η) is Ω(2^d/(ηd)).” Here: the plug-in needs no fewer',
    source: `${POSTER}, Theorem 1, which is about the worst distribution`,
    rule: `${capitalised(GROWTH)} grow from dimension to dimension by at least the factor of 2^d/(ηd) (low end of a 95 % interval over groups of replications). Not supported: the high end is below.`,
    decide: (study) => complexityRule(study, DIMENSIONS),
  },
  {
    id: 'estimators-rate',
    statement: '“sup_{P∈F} E_{S^n}|h(P * N_σ) − ĥ(S^n,σ)| ≤ c_{σ,K}^d · n^{−1/2}”: the rate',
    source: `${POSTER}, Theorem 2; here for one P, not the supremum`,
    rule: `${capitalised(SLOPES)} is at most ${RATE.slope} (high ends of 95 % intervals over groups of replications; points of which more than ${RATE.numerical} may be numerical error are left out). Not supported: some low end is above. Undecided: no such d and σ, or an interval holds ${RATE.slope}.`,
    decide: (study) => rateRule(study, RATE),
  },
  {
    id: 'estimators-bound',
    statement: '“sup_{P∈F} E_{S^n}|h(P * N_σ) − ĥ(S^n,σ)| ≤ c_{σ,K}^d · n^{−1/2}”: the constant',
    source: `${POSTER}, Theorem 2; in the explicit form of arXiv 1810.11589v1, eq. 52, with the tail that makes it valid`,
    rule: 'At every n, d and σ the mean error is at most the bound (high end of a 95 % interval). Not supported: a low end is above.',
    decide: boundRule,
  },
  {
    id: 'estimators-optimality',
    statement: '“Optimality: ĥ(S^n,σ) attains sharp dependence on both n and d!”',
    source: POSTER,
    rule: `On n: ${SLOPES} is at most ${RATE.slope} (high ends). On d: ${GROWTH} grow by at most ${OPTIMALITY.most} a dimension (high end), the 2 of the lower bound and a little. Not supported: a low end is beyond.`,
    decide: (study) => optimalityRule(study, OPTIMALITY),
  },
  {
    id: 'estimators-rivals',
    statement:
      '“Optimal estimator (in n and d) for accurate MI estimation.” Here: nearer than kernel density and nearest neighbours as n grows',
    source: `${POSTER}, with its figure in our words`,
    rule: 'At every d and σ, for all n of the last decade that a rival was given, the mean error of the rival less that of the plug-in is above 0 (95 % intervals over the same replications). Not supported: at the largest n of a rival it is surely below 0. Undecided: the samples that would put all n that are open before the last decade.',
    decide: rivalsRule,
  },
  {
    id: 'estimators-spiral',
    statement:
      'In a layer of a trained network the plug-in settles with fewer samples than kernel density and nearest neighbours',
    source: PAPER_FIGURE,
    rule: 'Against all that the 95 % interval of the plug-in at the largest n leaves possible: in the last decade of n of each rival the plug-in is nearer (95 % intervals of means), and no interval of the plug-in at smaller n misses that one. Not supported: a rival is surely nearer at its largest n, or an interval misses.',
    decide: spiralRule,
  },
  {
    id: 'estimators-code',
    statement: 'I(X;T) of the Reed–Muller code, estimated from random codewords, settles at its exact value',
    source: PAPER_FIGURE,
    rule: `At the largest n the mean is within ${CODE_RULE.within} nats of the exact value at every σ (95 % interval), and at most ${CODE_RULE.misses} of the intervals of single estimates miss it. Not supported: more miss, or at ${CODE_RULE.enough} codewords some mean is surely further off.`,
    decide: (study) => codeRule(study, CODE_RULE),
  },
]
