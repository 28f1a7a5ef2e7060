import { RunReporter, snapshotTable } from '../../lib/cli/runReporter'
import type { Snapshot } from '../../lib/experiments'

function fakeStream(isTTY: boolean) {
  const written: string[] = []
  const stream = {
    isTTY,
    write: (text: string) => {
      written.push(text)
      return true
    },
  }
  return { reporter: new RunReporter(stream), text: () => written.join('') }
}

test('on a terminal one line is rewritten, and other lines go above it', () => {
  const { reporter, text } = fakeStream(true)
  reporter.progress({ epoch: 1, epochs: 9, secondsLeft: null })
  reporter.progress({ epoch: 2, epochs: 9, secondsLeft: 61.2 })
  reporter.line('a warning')
  reporter.end()
  const clear = '\r\x1b[2K'
  expect(text()).toBe(
    `epoch 1 of 9${clear}epoch 2 of 9, about 62 s left${clear}a warning\nepoch 2 of 9, about 62 s left${clear}`,
  )
})

test('elsewhere lines are whole and few: one in 15 s', () => {
  const now = jest.spyOn(performance, 'now').mockReturnValue(1e6)
  const { reporter, text } = fakeStream(false)
  for (let epoch = 1; epoch <= 35; epoch++) {
    now.mockReturnValue(1e6 + 1000 * epoch)
    reporter.progress({ epoch, epochs: 100, secondsLeft: 7200 })
  }
  now.mockRestore()
  reporter.line('a warning')
  reporter.end()
  expect(text()).toBe('epoch 15 of 100, about 2.0 h left\nepoch 30 of 100, about 2.0 h left\na warning\n')
})

test('the table has a row for each layer and each reservation once, with its layers', () => {
  const estimate = (value: number, isKnown = true): Snapshot['estimates'][number]['estimate'] => {
    const entropy = {
      unit: 'nats' as const,
      value,
      numerical: { standardError: 0.0123, bound: 0, degreesOfFreedom: 100 },
      interval: isKnown ? { low: value - 0.5, high: value + 0.5, confidence: 0.95 } : null,
      trust: {
        ok: false,
        warnings: [{ code: 'groups-too-small' as const, message: 'the smallest group has 2 rows' }],
      },
      settings: {
        sigma: 1,
        n: 2,
        d: 1,
        centers: 2,
        draws: 2,
        seed: 0,
        threads: 1,
        isa: 'baseline',
        method: 'sampled' as const,
        population: 'groups' as const,
        version: '0',
      },
    }
    return {
      ...entropy,
      quantity: 'mutual-information',
      entropy: { ...entropy, quantity: 'entropy' },
      conditionalEntropy: { ...entropy, quantity: 'entropy' },
      ceilings: { logN: 9, gaussian: 9 },
    }
  }
  const table = snapshotTable({
    history: { epoch: 7, train: { loss: 0.25, accuracy: 0.9 }, test: { loss: 0.5, accuracy: 0.8 } },
    estimates: [
      { epoch: 7, layer: 1, width: 10, quantity: 'I(X;T)', estimate: estimate(8) },
      { epoch: 7, layer: 2, width: 3, quantity: 'I(X;T)', estimate: estimate(4.5, false) },
      { epoch: 7, layer: 2, width: 3, quantity: 'I(Y;T)', estimate: estimate(0.5) },
      {
        epoch: 7,
        layer: 2,
        width: 3,
        quantity: 'H(Bin(T))',
        estimate: { quantity: 'binned-entropy', unit: 'nats', value: 1.25, n: 8, occupied: 4, binWidth: 1 },
      },
    ],
    clusters: [
      {
        epoch: 7,
        layer: 2,
        width: 3,
        clusters: {
          atNoiseScale: 41,
          silhouette: -0.25,
          withinDistance: 0.5,
          acrossDistance: 1,
          kMeans: { k: 2, explained: 0.75, adjustedMutualInformation: 0.125 },
        },
      },
    ],
  })
  expect(table.split('\n')).toEqual([
    'Epoch 7: loss 0.2500 / 0.5000 nats, accuracy 0.900 / 0.800 (train / test)',
    expect.stringContaining('numerical standard error'),
    'layer   units                         I(X;T)                         I(Y;T)   H(Bin(T))   verdict',
    '    1      10   8.000 ± 0.012 [7.500, 8.500]                                              groups-too-small',
    '    2       3           4.500 ± 0.012 [none]   0.500 ± 0.012 [0.000, 1.000]       1.250   groups-too-small',
    'groups-too-small (layer 1, 2): the smallest group has 2 rows',
    '',
    expect.stringContaining('at most 2σ apart'),
    expect.stringContaining('a cluster for each class'),
    expect.stringContaining('adjusted mutual information'),
    'layer          I(X;T)   H(Bin(T))   clusters   silhouette   within / across   k-means   agreement',
    '    2   4.500 ± 0.012       1.250         41       -0.250     0.500 / 1.000     0.750       0.125',
  ])
})
