import { type MeanWithError, meanWithError } from '../../estimate/meanWithError'
import { inARow, nats } from '../../report/words'
import { type Judgement, verdictOf } from '../judgement'
import type { DigitNetwork } from './digitNetwork'
import { networkName } from './networkName'

/** Of the normal distribution, both sides of a 95 % interval. */
const QUANTILE = 1.96

/** The dense layer, the last that is hidden. */
const LAST = 2

interface Interval {
  low: number
  high: number
}

function interval({ value, standardError }: MeanWithError): Interval {
  return { low: value - QUANTILE * standardError, high: value + QUANTILE * standardError }
}

/** So many samples would make the interval short enough to leave the threshold on one side. */
function samplesNeeded(
  { value, standardError }: MeanWithError,
  threshold: number,
  samples: number,
): number | null {
  const distance = Math.abs(value - threshold)
  return distance === 0 ? null : Math.ceil(samples * ((QUANTILE * standardError) / distance) ** 2)
}

/**
 * Above the threshold as a whole, not above it, or undecided with the samples that would decide. The networks are judged
 * together: each must be above.
 */
function judgedIntervals(
  found: readonly (MeanWithError & { samples: number })[],
  threshold: number,
): Pick<Judgement, 'verdict' | 'needed'> {
  const open = found.filter((one) => interval(one).low < threshold)
  const verdict = verdictOf(
    open.length === 0,
    found.some((one) => interval(one).high < threshold),
  )
  if (verdict !== 'undecided') return { verdict, needed: null }
  const needed = open.map((one) => samplesNeeded(one, threshold, one.samples))
  const samples = needed.includes(null) ? null : Math.max(...needed.map(Number))
  return { verdict, needed: samples === null ? null : { samples } }
}

/** `0.123 [0.101, 0.145]` */
function withInterval(one: MeanWithError): string {
  const text = (value: number) => value.toFixed(3).replace('-', '−')
  const { low, high } = interval(one)
  return `${text(one.value)} [${text(low)}, ${text(high)}]`
}

/**
 * Digits of a class gather while each network is trained, seen in its dense layer: cosines within less across grow by
 * `least`, by the interval; and the agreement of k-means with the classes by `agreement`.
 */
export function gatheringRule(
  networks: readonly DigitNetwork[],
  { least, agreement }: { least: number; agreement: number },
): Judgement {
  const found = networks.map((network) => {
    const [first, last] = [network.snapshots[0]!, network.snapshots.at(-1)!]
    const [start, end] = [first.layers[LAST]!, last.layers[LAST]!]
    return {
      name: networkName(network),
      ...end.growth,
      samples: network.digits.measured,
      from: start.cosine.within - start.cosine.across,
      agreementFrom: start.kMeans.adjustedMutualInformation,
      agreementTo: end.kMeans.adjustedMutualInformation,
    }
  })
  const isAgreeing = found.every(({ agreementFrom, agreementTo }) => agreementTo - agreementFrom >= agreement)
  const words = found.map(
    (one) =>
      `${one.name}: cosine within less across from ${one.from.toFixed(3)}, change ${withInterval(one)}; k-means agreement from ${one.agreementFrom.toFixed(3)} to ${one.agreementTo.toFixed(3)}`,
  )
  return {
    ...(isAgreeing ? judgedIntervals(found, least) : { verdict: 'not supported', needed: null }),
    measured: words.join('; '),
    values: Object.fromEntries(
      found.flatMap((one) => [
        [`${one.name}: growth`, one.value],
        [`${one.name}: standard error`, one.standardError],
        [`${one.name}: agreement gained`, one.agreementTo - one.agreementFrom],
      ]),
    ),
  }
}

/**
 * Each noisy network classifies test digits as rightly as the one without noise, give or take `margin`: by the interval of
 * the difference over the same digits.
 */
export function accuracyRule(
  plain: DigitNetwork,
  noisy: readonly DigitNetwork[],
  { margin }: { margin: number },
): Judgement {
  const accuracy = ({ snapshots }: DigitNetwork) => snapshots.at(-1)!.test.accuracy
  const found = noisy.map((network) => ({
    name: networkName(network),
    ...pairedDifference(network.correct, plain.correct),
    samples: network.digits.test,
    accuracy: accuracy(network),
  }))
  const words = found.map(
    (one) => `${one.name}: accuracy ${one.accuracy.toFixed(4)}, difference ${withInterval(one)}`,
  )
  return {
    ...judgedIntervals(found, -margin),
    measured: `without noise ${accuracy(plain).toFixed(4)}; ${words.join('; ')}`,
    values: Object.fromEntries(
      found.flatMap((one) => [
        [`${one.name}: difference`, one.value],
        [`${one.name}: standard error`, one.standardError],
      ]),
    ),
  }
}

/** Mean of the differences of two strings of 0 and 1, digit by digit. */
function pairedDifference(a: string, b: string): MeanWithError {
  return meanWithError(Array.from(a, (digit, i) => Number(digit) - Number(b[i])))
}

/**
 * Where digits gather (their cosines, by `gathered`), the binned entropy of the dense layer falls by `fall` nats: a count
 * that stays at log n measures nothing. Undecided where they do not gather.
 */
export function binnedRule(
  network: DigitNetwork,
  { gathered, fall }: { gathered: number; fall: number },
): Judgement {
  const [first, last] = [network.snapshots[0]!.layers[LAST]!, network.snapshots.at(-1)!.layers[LAST]!]
  const fallen = first.binned.fine - last.binned.fine
  const isGathered = interval(last.growth).low >= gathered
  const logN = Math.log(network.digits.measured)
  return {
    verdict: !isGathered ? 'undecided' : fallen >= fall ? 'supported' : 'not supported',
    measured: `cosine within less across changes by ${withInterval(last.growth)}, while H(Bin(T)) goes from ${nats(first.binned.fine)} to ${nats(last.binned.fine)} nats; log ${network.digits.measured} = ${nats(logN)}. With two bins a unit: from ${nats(first.binned.coarse)} to ${nats(last.binned.coarse)}`,
    values: {
      growth: last.growth.value,
      first: first.binned.fine,
      last: last.binned.fine,
      firstTwoBins: first.binned.coarse,
      lastTwoBins: last.binned.coarse,
      logN,
    },
    needed: null,
  }
}

/**
 * I(X;T_l) cannot be told: what bounds it leaves `open` nats or more; or it is the count of the digits, log n within
 * `near`. In every hidden layer of every network.
 */
export function boundsRule(
  networks: readonly DigitNetwork[],
  { open, near }: { open: number; near: number },
): Judgement {
  const layers = networks.flatMap((network) =>
    network.bounds.map((bound) => {
      const lower = Math.max(bound.label, bound.pairwise?.lower ?? 0)
      const upper = Math.min(bound.logN, bound.gaussian, bound.pairwise?.upper ?? Number.POSITIVE_INFINITY)
      const isCount = bound.logN - lower <= near
      return { ...bound, name: networkName(network), lower, upper, isCount, isOpen: upper - lower >= open }
    }),
  )
  const told = layers.filter(({ isOpen, isCount }) => !isOpen && !isCount)
  const counts = layers.filter(({ isCount }) => isCount)
  const wide = layers.filter(({ isOpen, isCount }) => isOpen && !isCount)
  const list = (some: typeof layers) => inARow(some.map(({ name, layer }) => `layer ${layer} (${name})`))
  const range = (of: (layer: (typeof layers)[number]) => number) =>
    `${nats(Math.min(...wide.map(of)))} to ${nats(Math.max(...wide.map(of)))}`
  const parts = [
    counts.length > 0 ? `within ${near} of log n, the count of the digits: ${list(counts)}` : '',
    wide.length > 0 ? `open by ${range(({ lower, upper }) => upper - lower)} nats: ${list(wide)}` : '',
    told.length > 0 ? `told: ${list(told)}` : '',
  ]
  return {
    verdict: layers.length === 0 ? 'undecided' : told.length === 0 ? 'supported' : 'not supported',
    measured: layers.length === 0 ? 'no network with noise' : parts.filter((part) => part !== '').join('; '),
    values: { layers: layers.length, counts: counts.length, open: wide.length, told: told.length },
    needed: null,
  }
}
