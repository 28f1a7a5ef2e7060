import type { NeuronSettings } from '../../experiments'
import type { Claim, Setting } from '../judgement'
import {
  channelRule,
  clusteringRule,
  compressionRule,
  fittingRule,
  type NeuronCourse,
  parametersRule,
  stepsRule,
} from '../neuronRules'
import { POSTER, POSTER_FIGURE } from './sources'

const NEURON_EPOCHS = 100_000
const NEURON_SIGMA = 0.03

export const NEURON_SETTINGS: Record<'full' | 'quick', Omit<NeuronSettings, 'seed'>> = {
  full: { epochs: NEURON_EPOCHS, sigma: NEURON_SIGMA, snapshots: 60 },
  quick: { epochs: 10_000, sigma: NEURON_SIGMA, snapshots: 60 },
}

export const NEURON_PUBLISHED: readonly Setting[] = [
  { name: 'Input and classes', value: 'X uniform on {±1, ±3}; class +1 is {3}', whose: 'authors' },
  { name: 'Neuron', value: 'T = tanh(wX + b) + Z, Z ~ N(0, σ²)', whose: 'authors' },
  { name: 'Epochs', value: `to ${NEURON_EPOCHS}; with --quick fewer`, whose: 'authors' },
  { name: 'Noise σ', value: `${NEURON_SIGMA}, in training and measuring`, whose: 'ours' },
  {
    name: 'Training',
    value: 'full-batch gradient descent on the logistic loss, rate .02, from w = b = 0',
    whose: 'ours',
  },
  { name: 'Snapshots', value: 'at least 60, log-spaced', whose: 'ours' },
  {
    name: 'Rules and thresholds',
    value: 'chosen with the course of seed 0 known; other seeds were judged after',
    whose: 'ours',
  },
  { name: 'Method', value: 'quadrature: nothing is sampled but the loss', whose: 'ours' },
]

/** What I(X;T) is while the neuron tells four symbols apart, then three, then two: ln 4, then H(½,¼,¼), then H(¼). */
const LEVELS = [Math.log(4), 1.5 * Math.log(2), Math.log(4) - 0.75 * Math.log(3)] as const
const LABEL_ENTROPY = LEVELS[2]

const STEPS = { levels: LEVELS, within: 0.015, times: 1.5, enough: NEURON_EPOCHS }
const CLUSTERING = { ...STEPS, near: 0.05 }
/** Symbols are kept to four decimals. To move symbols by δ moves I by δ/σ at most: its slope in them is a mean score. */
const CHANNEL = { slack: 5e-5 / NEURON_SIGMA }
const PARAMETERS = { least: 0.1, enough: NEURON_EPOCHS }
const FITTING = { most: { input: LEVELS[0], label: LABEL_ENTROPY }, start: 0.05, share: 0.95, by: 1000 }
const COMPRESSION = { drop: 0.1, share: 0.95, times: 10, enough: NEURON_EPOCHS }

const STAY = `from one epoch to at least ${STEPS.times} times that epoch within ${STEPS.within} nats`
const LEVEL_WORDS = LEVELS.map((level) => level.toFixed(4))

export const NEURON_CLAIMS: readonly Claim<NeuronCourse>[] = [
  {
    id: 'neuron-channel',
    statement: '“I(X;T) is # bits (nats) transmittable over AWGN with symbols S_{w,b}”',
    source: POSTER,
    rule: `At every snapshot the interval of I(X;T) lies between the bounds of Kolchinsky and Tracey (2017) for the four symbols, give or take ${CHANNEL.slack.toFixed(4)} nats for the rounding of the symbols. Not supported: it lies outside as a whole.`,
    decide: (course) => channelRule(course, CHANNEL),
  },
  {
    id: 'neuron-parameters',
    statement: '“I(X;T_ℓ) is a function of parameters!”',
    source: POSTER,
    rule: `I(X;T) moves by at least ${PARAMETERS.least} nats while (w, b) are trained, from high end to low end of the intervals. A run shorter than ${PARAMETERS.enough} epochs can support, not contradict.`,
    decide: (course) => parametersRule(course, PARAMETERS),
  },
  {
    id: 'neuron-fitting',
    statement: '“Fitting: I(Y;T_ℓ) & I(X;T_ℓ) rise (short)”',
    source: `${POSTER}, of the information bottleneck theory`,
    rule: `Both are at most ${FITTING.start} nats at epoch 0, and at least ${100 * FITTING.share} % of ln 4 and of H(1/4) by epoch ${FITTING.by}.`,
    decide: (course) => fittingRule(course, FITTING),
  },
  {
    id: 'neuron-compression',
    statement: '“Compression: I(X;T_ℓ) slowly drops (long)”',
    source: `${POSTER}, of the information bottleneck theory`,
    rule: `At the end I(X;T) is at least ${COMPRESSION.drop} nats below its largest (low end of the one, high end of the other; by quadrature the largest of many has no bias to speak of); to come down so far took at least ${COMPRESSION.times} times the epochs in which it rose to ${100 * COMPRESSION.share} % of it; and the loss is lower than then. A run shorter than ${COMPRESSION.enough} epochs can support, not contradict.`,
    decide: (course) => compressionRule(course, COMPRESSION),
  },
  {
    id: 'neuron-steps',
    statement: 'I(X;T) rises to ln 4 and falls in steps, to H(1/4) in the end',
    source: POSTER_FIGURE,
    rule: `I(X;T) stays at ${LEVEL_WORDS.join(', ')} nats, in this order: ${STAY}. A run shorter than ${STEPS.enough} epochs can support, not contradict.`,
    decide: (course) => stepsRule(course, STEPS),
  },
  {
    id: 'neuron-clustering',
    statement: '“Clustering as the driver of compression”',
    source: POSTER,
    rule: `Wherever I(X;T) stays at ${LEVEL_WORDS.slice(1).join(' or ')} nats (${STAY}), the clusters of the four symbols, linked where they are at most 2σ apart, have that entropy within ${CLUSTERING.near} nats. Not supported: at some snapshot they have another. Undecided: it does not stay at both.`,
    decide: (course) => clusteringRule(course, CLUSTERING),
  },
]
