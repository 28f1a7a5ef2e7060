import type { Claim, Setting } from '../judgement'
import { driverRule, layerClusteringRule, layerCompressionRule, layerFittingRule } from '../szt/layerRules'
import type { NetworkCourse } from '../szt/networkCourse'
import { POSTER, POSTER_FIGURE } from './sources'
import { NOTABLE, SZT_EPOCHS, SZT_PUBLISHED } from './szt'

export const TANH_PUBLISHED: readonly Setting[] = [
  ...SZT_PUBLISHED,
  { name: 'Units', value: 'tanh', whose: 'authors' },
  {
    name: 'Rules and thresholds',
    value: 'chosen with I(X;T) of a run of 2000 epochs with seed 0 known',
    whose: 'ours',
  },
]

/** Doubled, a 95 % interval of a normal error misses with 9e-5: for the best of 100 snapshots still below 1 %. */
const FITTING = { rise: NOTABLE, by: 1000, widening: 2 }
const COMPRESSION = { drop: NOTABLE, enough: SZT_EPOCHS }
const CLUSTERING = { share: 0.5, enough: SZT_EPOCHS }
const DRIVER = { most: 0.8, half: 0.5 }

export const TANH_CLAIMS: readonly Claim<NetworkCourse>[] = [
  {
    id: 'tanh-fitting',
    statement: '“Fitting: I(Y;T_ℓ) & I(X;T_ℓ) rise (short)”',
    source: `${POSTER}, of the information bottleneck theory`,
    rule: `In some hidden layer both rise by at least ${FITTING.rise} nats from epoch 0 to a snapshot not after epoch ${FITTING.by}: from the high end of the one interval to the low end of the other, with the recorded 95 % intervals made ${FITTING.widening} times as wide, since the best of many snapshots is chosen. Not supported: no layer can have risen so far.`,
    decide: (course) => layerFittingRule(course, FITTING),
  },
  {
    id: 'tanh-compression',
    statement: '“Compression: I(X;T_ℓ) slowly drops (long)”',
    source: `${POSTER}, of the information bottleneck theory`,
    rule: `In some hidden layer the compression of I(X;T) is at least ${COMPRESSION.drop} nats (low end of its interval), and the training loss is lower at the end than where I(X;T) was largest. Not supported: after ${COMPRESSION.enough} epochs no layer can have come down so far (high ends), or the loss is no lower.`,
    decide: (course) => layerCompressionRule(course, COMPRESSION),
  },
  {
    id: 'tanh-clustering',
    statement: 'The classes collapse into tight clusters in the layer of 3 units',
    source: POSTER_FIGURE,
    rule: `From the largest I(X;T) of the last hidden layer to the end, its clusters become at most ${CLUSTERING.share} times as many, and the mean distance within classes over that across them at most ${CLUSTERING.share} times as large. A run shorter than ${CLUSTERING.enough} epochs can support, not contradict.`,
    decide: (course) => layerClusteringRule(course, CLUSTERING),
  },
  {
    id: 'tanh-driver',
    statement:
      '“Clustering as the driver of compression”; “Geometric clustering of internal representations is the phenomenon underlying observed "information compression".”',
    source: POSTER,
    rule: `In the hidden layer with the largest compression, inputs whose clusters have merged since the largest I(X;T) carry at least ${DRIVER.most} of its fall (change by merges over change, two standard errors off). Not supported: they carry less than ${DRIVER.half}, two standard errors on. Undecided: between the two, or no layer compresses by ${NOTABLE} nats.`,
    decide: (course) => driverRule(course, { ...DRIVER, drop: NOTABLE }),
  },
]
