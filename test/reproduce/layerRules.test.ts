import { TANH_CLAIMS } from '../../lib/reproduce/claims/tanh'
import type { Verdict } from '../../lib/reproduce/judgement'
import type { LayerCourse, LayerMoment, NetworkCourse } from '../../lib/reproduce/szt/networkCourse'

/** A run of this length decides. */
const ENOUGH = 10_000

const around = (middle: number) => ({ low: middle - 0.05, high: middle + 0.05 })
const START: LayerMoment = {
  epoch: 0,
  input: around(6),
  label: around(0.1),
  clusters: 1000,
  tightness: 0.9,
}
const PEAK: LayerMoment = {
  epoch: 100,
  input: around(7),
  label: around(0.6),
  clusters: 2000,
  tightness: 0.4,
}
const END: LayerMoment = {
  epoch: ENOUGH,
  input: around(2),
  label: around(0.6),
  clusters: 50,
  tightness: 0.1,
}

interface Changes {
  start?: Partial<LayerMoment>
  peak?: Partial<LayerMoment>
  end?: Partial<LayerMoment>
  compression?: Partial<LayerCourse['compression']>
  merging?: LayerCourse['merging']
  /** Training losses at the three. */
  losses?: [number, number, number]
}

const nats = (value: number, standardError = 0.01) => ({ value, standardError })

/** A layer that rises, then compresses by 5 nats as its inputs merge. */
function fifth({ start, peak, end, compression, merging }: Changes = {}): LayerCourse {
  return {
    layer: 5,
    moments: [
      { ...START, ...start },
      { ...PEAK, ...peak },
      { ...END, ...end },
    ],
    compression: { layer: 5, value: 5, interval: { low: 4.8, high: 5.2 }, peak: 100, ...compression },
    merging: merging === undefined ? { merges: nats(-4.5), change: nats(-5) } : merging,
  }
}

/** A layer in which nothing happens. */
function steady(epochs: readonly number[]): LayerCourse {
  return {
    layer: 1,
    moments: epochs.map((epoch) => ({ ...START, epoch, input: { low: 6, high: 6.01 } })),
    compression: { layer: 1, value: 0, interval: { low: 0, high: 0.01 }, peak: epochs.at(-1)! },
    merging: null,
  }
}

function network(changes: Changes = {}): NetworkCourse {
  const layer = fifth(changes)
  const epochs = layer.moments.map(({ epoch }) => epoch)
  const losses = changes.losses ?? [0.7, 0.3, 0.01]
  return {
    name: 'tanh',
    layers: [steady(epochs), layer],
    losses: epochs.map((epoch, i) => ({ epoch, train: losses[i]!, test: 0.1 })),
  }
}

const noCompression = { value: 0, interval: { low: 0, high: 0.05 }, peak: 100 }

test.each<[string, string, Changes, Verdict, number | null]>([
  ['tanh-fitting', 'both rise', {}, 'supported', null],
  ['tanh-fitting', 'both rise, late', { peak: { epoch: 2000 } }, 'not supported', null],
  ['tanh-fitting', 'the label alone', { peak: { input: around(6) } }, 'undecided', null],
  [
    'tanh-fitting',
    'the label alone, surely',
    { peak: { input: { low: 6, high: 6.01 } }, start: { input: { low: 6, high: 6.01 } } },
    'not supported',
    null,
  ],
  ['tanh-fitting', 'no interval', { peak: { label: null } }, 'undecided', null],
  [
    'tanh-fitting',
    'a run that ends before',
    { peak: { epoch: 10, input: around(6) }, end: { epoch: 20 } },
    'undecided',
    1000,
  ],
  ['tanh-compression', 'a fall beyond doubt', {}, 'supported', null],
  ['tanh-compression', 'one in a short run', { end: { epoch: 1000 } }, 'supported', null],
  ['tanh-compression', '.1 nats', { compression: { interval: { low: 0.1, high: 9 } } }, 'supported', null],
  ['tanh-compression', 'perhaps', { compression: { interval: { low: 0.09, high: 9 } } }, 'undecided', null],
  ['tanh-compression', 'no interval', { compression: { interval: null } }, 'undecided', null],
  ['tanh-compression', 'none', { compression: noCompression }, 'not supported', null],
  [
    'tanh-compression',
    'none so far',
    { compression: noCompression, end: { epoch: 1000 } },
    'undecided',
    ENOUGH,
  ],
  ['tanh-compression', 'a loss that rises', { losses: [0.7, 0.3, 0.4] }, 'not supported', null],
  ['tanh-clustering', 'fewer and tighter clusters', {}, 'supported', null],
  ['tanh-clustering', 'exactly half', { end: { clusters: 1000, tightness: 0.2 } }, 'supported', null],
  ['tanh-clustering', 'fewer clusters, no tighter', { end: { tightness: 0.3 } }, 'not supported', null],
  ['tanh-clustering', 'tighter clusters, no fewer', { end: { clusters: 1500 } }, 'not supported', null],
  ['tanh-clustering', 'no tighter so far', { end: { epoch: 1000, tightness: 0.3 } }, 'undecided', ENOUGH],
  ['tanh-driver', 'nine tenths by merges', {}, 'supported', null],
  [
    'tanh-driver',
    'a tenth by merges',
    { merging: { merges: nats(-0.5), change: nats(-5) } },
    'not supported',
    null,
  ],
  [
    'tanh-driver',
    'none by merges',
    { merging: { merges: nats(0, 0), change: nats(-5) } },
    'not supported',
    null,
  ],
  [
    'tanh-driver',
    'two thirds by merges',
    { merging: { merges: nats(-3.3), change: nats(-5) } },
    'undecided',
    null,
  ],
  [
    'tanh-driver',
    'nine tenths, with large errors',
    { merging: { merges: nats(-4.5, 1), change: nats(-5, 1) } },
    'undecided',
    null,
  ],
  ['tanh-driver', 'no compression', { compression: noCompression }, 'undecided', null],
  ['tanh-driver', 'the largest at the end', { merging: null }, 'undecided', null],
])('%s, %s', (id, _, changes, verdict, epochs) => {
  const judgement = TANH_CLAIMS.find((claim) => claim.id === id)!.decide(network(changes))
  expect(judgement).toMatchObject({ verdict, needed: epochs === null ? null : { epochs } })
  expect(judgement.measured).not.toMatch(/NaN|undefined|null|Infinity/)
  expect(JSON.parse(JSON.stringify(judgement))).toEqual(judgement)
})
