import { nats } from '../../report/words'
import { type Judgement, judgedAfter, verdictOf } from '../judgement'
import { blockCorrelation, type Series } from './correlation'
import type { DeterministicCourse, DeterministicMoment } from './course'

/**
 * I(X;T) stays at log n whatever the parameters: all n inputs have rows of their own in every layer at every snapshot, in
 * double precision. Rows that are equal there can differ in exact arithmetic, so that they decide nothing.
 */
export function independenceRule({ inputs, layers }: DeterministicCourse): Judgement {
  const moments = layers.flatMap((layer) => layer.moments)
  const least = (of: 'distinct32' | 'distinct64') => Math.min(...moments.map((moment) => moment[of]))
  const [least32, least64] = [least('distinct32'), least('distinct64')]
  const apart = moments.filter(({ distinct64 }) => distinct64 === inputs).length
  return {
    verdict: apart === moments.length ? 'supported' : 'undecided',
    measured: `all ${inputs} rows differ in float64 in ${apart} of ${moments.length} layers and snapshots, so that I(X;T) = log ${inputs} = ${nats(Math.log(inputs))} nats; fewest distinct rows ${least64} in float64, ${least32} in float32`,
    values: { moments: moments.length, apart, least64, least32 },
    needed: null,
  }
}

/** Inputs come together in the last layer, as its effective number of clusters says. */
export function collapseRule(
  { layers }: DeterministicCourse,
  { share, enough }: { share: number; enough: number },
): Judgement {
  const { layer, moments } = layers.at(-1)!
  const first = moments[0]!
  const last = moments.at(-1)!
  return {
    ...judgedAfter(last.clusters <= share * first.clusters, { epoch: last.epoch, enough }),
    measured: `layer ${layer}: effectively ${first.clusters.toFixed(1)} clusters at epoch ${first.epoch}, ${last.clusters.toFixed(1)} at epoch ${last.epoch}`,
    values: { first: first.clusters, last: last.clusters },
  }
}

interface BinnedThresholds {
  /** H(Bin) moves by so much in some layer, nats. */
  moves: number
  /** What the correlation is at least. */
  least: number
  /** Snapshots that are drawn together. */
  block: number
  seed: number
}

/** H(Bin) moves where I(X;T) cannot, and it moves as the inputs cluster: their changes between snapshots correlate. */
export function binnedRule(
  { layers }: DeterministicCourse,
  { moves, least, block, seed }: BinnedThresholds,
): Judgement {
  const ranges = layers.map(({ moments }) => {
    const values = moments.map(({ binned }) => binned)
    return Math.max(...values) - Math.min(...values)
  })
  const widest = Math.max(...ranges)
  const found = blockCorrelation(
    layers.map(({ moments }) => changesOf(moments)),
    block,
    seed,
  )
  const isMoving = widest >= moves
  return {
    verdict: verdictOf(
      isMoving && found !== null && found.low >= least,
      !isMoving || (found !== null && found.high < least),
    ),
    measured: `H(Bin) moves by ${nats(widest)} nats in layer ${layers[ranges.indexOf(widest)]!.layer}; ${
      found === null
        ? 'too few changes for a correlation'
        : `correlation of its changes with those of log clusters ${found.value.toFixed(3)} [${found.low.toFixed(3)}, ${found.high.toFixed(3)}], ${found.pairs} changes`
    }`,
    values: {
      widest,
      correlation: found?.value ?? null,
      low: found?.low ?? null,
      high: found?.high ?? null,
    },
    needed: null,
  }
}

/** Changes of log clusters and of H(Bin) from snapshot to snapshot, without those where neither changes. */
export function changesOf(moments: readonly DeterministicMoment[]): Series {
  return moments.slice(1).flatMap(({ clusters, binned }, i): [number, number][] => {
    const before = moments[i]!
    const change: [number, number] = [Math.log(clusters / before.clusters), binned - before.binned]
    return change[0] === 0 && change[1] === 0 ? [] : [change]
  })
}
