import { inARow, nats } from '../../report/words'
import { type Judgement, verdictOf } from '../judgement'
import { compressionRange, peakAndEnd } from './layerRules'
import type { LayerCourse, NetworkCourse } from './networkCourse'

/** Networks of one seed: one as it is, and others that may compress less. */
export interface Comparison {
  plain: NetworkCourse
  others: readonly NetworkCourse[]
}

interface Enough {
  /** Epochs after which a run can contradict. */
  enough: number
}

/** The most that any layer of a network compresses: what it is at least and at most, nats. */
export function largestCompression({ layers }: NetworkCourse): { least: number; most: number } {
  const ranges = layers.map(compressionRange)
  return {
    least: Math.max(...ranges.map(({ least }) => least)),
    most: Math.max(...ranges.map(({ most }) => most)),
  }
}

/** Some other network compresses at most the part `share` of the plain one, and keeps the part `kept` of its clusters. */
export function noCompressionRule(
  { plain, others }: Comparison,
  { share, kept, enough }: { share: number; kept: number } & Enough,
): Judgement {
  const reference = largestCompression(plain)
  const found = others.map((network) => {
    const { least, most } = largestCompression(network)
    const { peak, last } = peakAndEnd(network.layers.at(-1)!)
    const clusters = last.clusters / peak.clusters
    return {
      network,
      least,
      most,
      clusters,
      isGone: most <= share * reference.least && clusters >= kept,
      // Surely more than the share, or clustered.
      isSurelyThere: least > share * reference.most || clusters < kept,
    }
  })
  const isLong = endOf(plain).epoch >= enough
  const isSupported = found.some(({ isGone }) => isGone)
  const isContradicted = isLong && found.every(({ isSurelyThere }) => isSurelyThere)
  return {
    verdict: verdictOf(isSupported, isContradicted),
    measured: `largest compression of a layer, in nats: ${plain.name} ${range(reference)}; ${inARow(
      found.map(
        ({ network, least, most, clusters }) =>
          `${network.name} ${range({ least, most })} (last layer keeps ${clusters.toFixed(2)} of its clusters)`,
      ),
    )}`,
    values: valuesOf([{ network: plain, ...reference }, ...found]),
    needed: isSupported || isContradicted || isLong ? null : { epochs: enough },
  }
}

/** Some network that compresses little, by `limit`, has a test loss at the end that is no higher than the plain one's. */
export function generalizationRule(
  { plain, others }: Comparison,
  { limit, enough }: { limit: (plain: { least: number; most: number }) => number } & Enough,
): Judgement {
  const most = limit(largestCompression(plain))
  const reference = endOf(plain)
  const found = others.map((network) => ({
    network,
    ...largestCompression(network),
    loss: endOf(network).test,
  }))
  const without = found.filter((other) => other.most <= most)
  const isSupported = without.some(({ loss }) => loss <= reference.test)
  const isLong = reference.epoch >= enough
  const isContradicted = !isSupported && isLong && without.length > 0
  return {
    verdict: verdictOf(isSupported, isContradicted),
    measured: `test loss at the end, in nats: ${plain.name} ${loss(reference.test)}; ${inARow(
      found.map((other) => `${other.network.name} ${loss(other.loss)} with a compression of ${range(other)}`),
    )}; without notable compression (at most ${nats(most)}): ${without.length === 0 ? 'none' : inARow(without.map(({ network }) => network.name))}`,
    values: {
      [`${plain.name} loss`]: reference.test,
      ...Object.fromEntries(found.map(({ network, loss }) => [`${network.name} loss`, loss])),
      ...valuesOf(found),
    },
    needed: isSupported || isContradicted || isLong ? null : { epochs: enough },
  }
}

/**
 * Compression and clustering come and go together: a layer that compresses by `much` has come down to the part `share` of
 * its clusters, and one that does not compress by `little` has not.
 */
export function togetherRule(
  networks: readonly NetworkCourse[],
  { much, little, share, enough }: { much: number; little: number; share: number } & Enough,
): Judgement {
  const layers = networks.flatMap((network) => network.layers.map((layer) => ({ network, layer })))
  const isMerged = (layer: LayerCourse) => {
    const { peak, last } = peakAndEnd(layer)
    return last.clusters <= share * peak.clusters
  }
  const compressed = layers.filter(({ layer }) => compressionRange(layer).least >= much)
  const steady = layers.filter(({ layer }) => compressionRange(layer).most <= little)
  const against = [
    ...compressed.filter(({ layer }) => !isMerged(layer)),
    ...steady.filter(({ layer }) => isMerged(layer)),
  ]
  const isSupported = compressed.length > 0 && steady.length > 0 && against.length === 0
  const isLong = networks.every((network) => endOf(network).epoch >= enough)
  const isContradicted = isLong && against.length > 0
  return {
    verdict: verdictOf(isSupported, isContradicted),
    measured: `${compressed.length} of ${layers.length} layers compress by ${much} nats, ${steady.length} by no more than ${little}; otherwise than claimed: ${
      against.length === 0
        ? 'none'
        : inARow(against.map(({ network, layer }) => `layer ${layer.layer} of ${network.name}`))
    }`,
    values: {
      layers: layers.length,
      compressed: compressed.length,
      steady: steady.length,
      against: against.length,
    },
    needed: isSupported || isContradicted || isLong ? null : { epochs: enough },
  }
}

const endOf = ({ losses }: NetworkCourse) => losses.at(-1)!
const end = (value: number) => (Number.isFinite(value) ? nats(value) : '…')
const range = ({ least, most }: { least: number; most: number }) => `[${end(least)}, ${end(most)}]`
const loss = (value: number) => (Number.isFinite(value) ? value.toFixed(4) : 'no number')

function valuesOf(
  found: readonly { network: NetworkCourse; least: number; most: number }[],
): Judgement['values'] {
  return Object.fromEntries(
    found.flatMap(({ network, least, most }) => [
      [`${network.name} least`, least],
      [`${network.name} most`, Number.isFinite(most) ? most : null],
    ]),
  )
}
