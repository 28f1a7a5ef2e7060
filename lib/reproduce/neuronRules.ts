import { inARow, nats } from '../report/words'
import { type Judgement, judgedAfter, verdictOf } from './judgement'

interface Interval {
  low: number
  high: number
}

/** The neuron at one snapshot; nats. */
export interface NeuronMoment {
  epoch: number
  /** I(X;T) and I(Y;T). */
  input: Interval
  label: Interval
  loss: number
  /** How many of the four symbols each cluster at the scale of the noise has. */
  clusters: readonly number[]
  /** What I(X;T) of the AWGN channel with these four symbols lies between (Kolchinsky and Tracey). */
  pairwise: Interval
}

/** By rising epoch, at least one. */
export type NeuronCourse = readonly NeuronMoment[]

/** I(X;T) is that of the AWGN channel with the neuron's symbols: within its bounds, which rounded symbols move by `slack`. */
export function channelRule(course: NeuronCourse, { slack }: { slack: number }): Judgement {
  const beyond = (inner: Interval, outer: Interval) =>
    Math.max(inner.high - outer.high, outer.low - inner.low) - slack
  const surely = course.filter(
    ({ input, pairwise }) => input.low > pairwise.high + slack || input.high < pairwise.low - slack,
  )
  const farthest = Math.max(...course.map(({ input, pairwise }) => beyond(input, pairwise)))
  const isWithin = farthest <= 0
  return {
    verdict: verdictOf(isWithin, surely.length > 0),
    measured: isWithin
      ? `within the bounds at all ${course.length} snapshots`
      : `beyond the bounds at ${surely.length} of ${course.length} snapshots; farthest by ${nats(farthest)} nats, errors included`,
    values: { snapshots: course.length, outside: surely.length, farthestBeyond: farthest },
    needed: null,
  }
}

/** I(X;T) moves while the parameters are trained, by at least `least`. */
export function parametersRule(
  course: NeuronCourse,
  { least, enough }: { least: number; enough: number },
): Judgement {
  const largest = Math.max(...course.map(({ input }) => input.low))
  const smallest = Math.min(...course.map(({ input }) => input.high))
  return {
    ...judgedAfter(largest - smallest >= least, { epoch: course.at(-1)!.epoch, enough }),
    measured: `I(X;T) from ${nats(smallest)} to ${nats(largest)} nats`,
    values: { smallest, largest },
  }
}

interface FittingThresholds {
  /** The most that each information can be. */
  most: { input: number; label: number }
  /** At the first snapshot at most this. */
  start: number
  /** Risen: at this part of the most. */
  share: number
  /** The epoch by which they must have. */
  by: number
}

/** Both informations rise from about nothing to about the most they can be, within a short time. */
export function fittingRule(course: NeuronCourse, { most, start, share, by }: FittingThresholds): Judgement {
  const first = course[0]!
  const risen = (of: 'input' | 'label') =>
    course.find((moment) => moment[of].low >= share * most[of])?.epoch ?? null
  const [input, label] = [risen('input'), risen('label')]
  const isLow = first.input.high <= start && first.label.high <= start
  const hasRisen = [input, label].every((epoch) => epoch !== null && epoch <= by)
  const words = (name: string, from: number, epoch: number | null) =>
    `${name} from ${nats(from)} nats, ${epoch === null ? 'not risen so far' : `risen at epoch ${epoch}`}`
  return {
    // What it starts from is known at once.
    ...judgedAfter(isLow && hasRisen, { epoch: isLow ? course.at(-1)!.epoch : by, enough: by }),
    measured: inARow([words('I(X;T)', first.input.high, input), words('I(Y;T)', first.label.high, label)]),
    values: {
      startInput: first.input.high,
      startLabel: first.label.high,
      risenInput: input,
      risenLabel: label,
    },
  }
}

interface CompressionThresholds {
  /** How far I(X;T) comes down. */
  drop: number
  /** Risen: at this part of its largest. */
  share: number
  /** To come down by `drop` takes so many times the epochs that the rise took, or more. */
  times: number
  enough: number
}

/** I(X;T) drops below its largest, slowly, while the loss goes on falling. */
export function compressionRule(
  course: NeuronCourse,
  { drop, share, times, enough }: CompressionThresholds,
): Judgement {
  const last = course.at(-1)!
  const peak = course.reduce((a, b) => (b.input.low > a.input.low ? b : a))
  const risen = course.find(({ input }) => input.low >= share * peak.input.low)!
  const fallen = course.find(({ epoch, input }) => epoch > peak.epoch && input.high <= peak.input.low - drop)
  const isDown = peak.input.low - last.input.high >= drop
  const isSlow = fallen !== undefined && fallen.epoch >= times * risen.epoch
  const isLearning = last.loss < peak.loss
  return {
    ...judgedAfter(isDown && isSlow && isLearning, { epoch: last.epoch, enough }),
    measured: `I(X;T) risen at epoch ${risen.epoch} to ${nats(peak.input.low)} nats (epoch ${peak.epoch}), ${fallen === undefined ? `not down by ${drop}` : `down by ${drop} at epoch ${fallen.epoch}`}, ${nats(last.input.high)} at the end; loss ${lossText(peak)} at the largest, ${lossText(last)} at the end`,
    values: {
      peak: peak.input.low,
      peakEpoch: peak.epoch,
      risenEpoch: risen.epoch,
      fallenEpoch: fallen?.epoch ?? null,
      end: last.input.high,
      lossAtPeak: finite(peak.loss),
      lossAtEnd: finite(last.loss),
    },
  }
}

/** A loss is no number where the training has diverged. */
const finite = (loss: number) => (Number.isFinite(loss) ? loss : null)
const lossText = ({ loss }: NeuronMoment) => finite(loss)?.toFixed(4) ?? 'not a number'

export interface LevelThresholds {
  /** The levels, in the order in which I(X;T) comes to them. */
  levels: readonly number[]
  /** At a level: no further from it than this. */
  within: number
  /** To stay there: from one epoch to at least so many times that epoch. */
  times: number
  enough: number
}

/** I(X;T) falls in steps: it stays at every level, one after the other. */
export function stepsRule(course: NeuronCourse, thresholds: LevelThresholds): Judgement {
  const stays = thresholds.levels.map((level) => stayAt(level, course, thresholds))
  const inOrder = stays.every((stay, i) => i === 0 || startOf(stay) > endOf(stays[i - 1]!))
  const holds = stays.every(({ length }) => length > 0) && inOrder
  return {
    ...judgedAfter(holds, { epoch: course.at(-1)!.epoch, enough: thresholds.enough }),
    measured: inARow(
      stays.map((stay, i) => {
        const level = thresholds.levels[i]!.toFixed(4)
        return stay.length === 0
          ? `no stay at ${level}`
          : `at ${level} from epoch ${startOf(stay)} to ${endOf(stay)}`
      }),
    ),
    values: Object.fromEntries(
      stays.flatMap((stay, i) => [
        [`level${i + 1}From`, stay[0]?.epoch ?? null],
        [`level${i + 1}To`, stay.at(-1)?.epoch ?? null],
      ]),
    ),
  }
}

/** Where I(X;T) stays at a level below the first, clusters of the symbols have that entropy, `near` enough, throughout. */
export function clusteringRule(
  course: NeuronCourse,
  { near, ...thresholds }: LevelThresholds & { near: number },
): Judgement {
  const stays = thresholds.levels
    .slice(1)
    .map((level) => ({ level, stay: stayAt(level, course, thresholds) }))
  const isOther = (level: number) => (moment: NeuronMoment) =>
    Math.abs(clusterEntropy(moment.clusters) - level) > near
  const others = stays.reduce((count, { level, stay }) => count + stay.filter(isOther(level)).length, 0)
  const snapshots = stays.reduce((count, { stay }) => count + stay.length, 0)
  const isWhole = stays.every(({ stay }) => stay.length > 0)
  const isShort = course.at(-1)!.epoch < thresholds.enough
  return {
    // Without a stay at each level there is nothing to compare: only a longer run could tell, if the run was short.
    verdict: verdictOf(isWhole, others > 0),
    needed: others === 0 && !isWhole && isShort ? { epochs: thresholds.enough } : null,
    measured: `${snapshots} snapshots at ${inARow(
      stays.map(
        ({ level, stay }) => `${level.toFixed(4)} (${stay.length === 0 ? 'none' : clusterWords(stay)})`,
      ),
    )}; other clusters at ${others}`,
    values: { snapshots, others },
  }
}

/** The longest row of snapshots at a level, or nothing where it is too short to be a stay. Epoch 0 is no part of it. */
function stayAt(
  level: number,
  course: NeuronCourse,
  { within, times }: Pick<LevelThresholds, 'within' | 'times'>,
): NeuronMoment[] {
  let longest: NeuronMoment[] = []
  let current: NeuronMoment[] = []
  for (const moment of course) {
    const { epoch, input } = moment
    const isAt = epoch > 0 && input.low >= level - within && input.high <= level + within
    current = isAt ? [...current, moment] : []
    if (current.length > 0 && ratio(current) > ratio(longest)) longest = current
  }
  return ratio(longest) >= times ? longest : []
}

const ratio = (stay: readonly NeuronMoment[]) => (stay.length === 0 ? 0 : endOf(stay) / startOf(stay))
const startOf = (stay: readonly NeuronMoment[]) => stay[0]?.epoch ?? Number.NaN
const endOf = (stay: readonly NeuronMoment[]) => stay.at(-1)?.epoch ?? Number.NaN

function clusterEntropy(clusters: readonly number[]): number {
  const all = clusters.reduce((sum, size) => sum + size, 0)
  return clusters.reduce((sum, size) => sum - (size / all) * Math.log(size / all), 0)
}

/** `clusters of 2 + 1 + 1`, of the last snapshot. */
function clusterWords(stay: readonly NeuronMoment[]): string {
  return `clusters of ${stay
    .at(-1)!
    .clusters.toSorted((a, b) => b - a)
    .join(' + ')}`
}
