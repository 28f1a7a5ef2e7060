import { MNIST_CLAIMS } from '../../../lib/reproduce/claims/mnist'
import type { Verdict } from '../../../lib/reproduce/judgement'
import { exampleNetworks, LOG_N } from './exampleNetwork'

const judge = (id: string, networks: ReturnType<typeof exampleNetworks>) =>
  MNIST_CLAIMS.find((claim) => claim.id === id)!.decide(networks)

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i)

/** A growth whose 95 % interval, ±.0196, holds the threshold .1. */
const STRADDLING = { growth: 0.11, standardError: 0.01 }
/** (1.96 · .01 / .01)² times as many as 2000. */
const NEEDED = Math.ceil(2000 * 1.96 ** 2)

test('what is as claimed supports every claim', () => {
  for (const claim of MNIST_CLAIMS) {
    expect([claim.id, claim.decide(exampleNetworks())]).toEqual([
      claim.id,
      expect.objectContaining({ verdict: 'supported', needed: null }),
    ])
  }
})

type Changes = Parameters<typeof exampleNetworks>[0]

test.each<[string, string, Changes, Verdict, number | null]>([
  ['mnist-deterministic', 'no growth', { plain: { growth: 0 } }, 'not supported', null],
  ['mnist-deterministic', 'a growth below the threshold', { plain: { growth: 0.07 } }, 'not supported', null],
  ['mnist-deterministic', 'a growth about the threshold', { plain: STRADDLING }, 'undecided', NEEDED],
  ['mnist-deterministic', 'k-means that gains little', { plain: { agreement: 0.05 } }, 'not supported', null],
  ['mnist-deterministic', 'noisy networks that do not gather', { noisy: { growth: 0 } }, 'supported', null],
  ['mnist-noisy', 'one that does not gather', { noisy: { growth: 0 } }, 'not supported', null],
  ['mnist-noisy', 'one that may', { noisy: STRADDLING }, 'undecided', NEEDED],
  ['mnist-noisy', 'one whose k-means gains little', { noisy: { agreement: 0 } }, 'not supported', null],
  ['mnist-dropout', 'no growth', { dropping: { growth: 0 } }, 'not supported', null],
  ['mnist-dropout', 'a growth about the threshold', { dropping: STRADDLING }, 'undecided', NEEDED],
  ['mnist-accuracy', '3 % fewer right', { noisy: { wrong: upTo(60) } }, 'not supported', null],
  ['mnist-accuracy', '.1 % fewer right', { noisy: { wrong: upTo(2) } }, 'supported', null],
  // Half a percent of .0016 standard error and more, as in the plain network: only what differs counts.
  [
    'mnist-accuracy',
    'the same digits wrong',
    { plain: { wrong: upTo(200) }, noisy: { wrong: upTo(200) } },
    'supported',
    null,
  ],
  ['mnist-binned', 'a count that stays', { plain: { binned: LOG_N } }, 'not supported', null],
  ['mnist-binned', 'a count that rises', { plain: { binned: LOG_N + 1 } }, 'not supported', null],
  ['mnist-binned', 'digits that do not gather', { plain: { growth: 0 } }, 'undecided', null],
  [
    'mnist-bounds',
    'bounds that meet below log n',
    { noisy: { bounds: { label: 2, gaussian: 2.5 } } },
    'not supported',
    null,
  ],
  [
    'mnist-bounds',
    'a first layer that is no count',
    { noisy: { pairwise: LOG_N - 0.5 } },
    'not supported',
    null,
  ],
  ['mnist-bounds', 'a first layer that is open', { noisy: { pairwise: LOG_N - 1.5 } }, 'supported', null],
])('%s, %s', (id, _, changes, verdict, samples) => {
  const judgement = judge(id, exampleNetworks(changes))
  expect(judgement).toMatchObject({ verdict, needed: samples === null ? null : { samples } })
  expect(judgement.measured).not.toMatch(/NaN|undefined|null|Infinity/)
  expect(JSON.parse(JSON.stringify(judgement))).toEqual(judgement)
})

test('an accuracy about the margin: so many digits would decide', () => {
  // 1.2 % are wrong, .2 % beyond the margin; a difference of 0 or −1 has variance p(1 − p) n/(n − 1).
  const wrong = upTo(24)
  const standardError = Math.sqrt((0.012 * 0.988) / 1999)
  const { verdict, needed } = judge('mnist-accuracy', exampleNetworks({ noisy: { wrong } }))
  expect(verdict).toBe('undecided')
  expect(needed!.samples! / (2000 * ((1.96 * standardError) / 0.002) ** 2)).toBeCloseTo(1, 3)
})

test('no networks with noise: nothing is known of their bounds', () => {
  expect(judge('mnist-bounds', exampleNetworks().slice(0, 1)).verdict).toBe('undecided')
})

test('every claim has a name of its own, a source and a rule', () => {
  expect(new Set(MNIST_CLAIMS.map(({ id }) => id)).size).toBe(MNIST_CLAIMS.length)
  for (const { statement, source, rule } of MNIST_CLAIMS) {
    for (const text of [statement, source, rule]) expect(text).not.toMatch(/^$|NaN|undefined/)
  }
})
