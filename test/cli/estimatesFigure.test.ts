import { estimatesFigure } from '../../lib/cli/estimate/estimatesFigure'
import { estimates, inFolderOfFixtures } from './estimateFolder'

inFolderOfFixtures()

test('each array has its points and its bars in the panel of their quantity, at the place of their file', async () => {
  const found = await estimates('bpsk.npy', 'clusters.npz', '--sigma', '1', '--given', 'rows')
  const [bpsk, clusters] = found
  bpsk!.interval = { low: 0.1, high: 0.5, confidence: 0.95 }
  const labelled = { ...clusters!, given: 'y' }
  const { option } = estimatesFigure([bpsk!, clusters!, labelled])
  const series = option.series as { name: string; xAxisIndex: number; data: unknown[] }[]
  expect(option.xAxis).toMatchObject([{ data: ['bpsk', 'clusters'] }, { data: ['bpsk', 'clusters'] }])
  expect(option.yAxis).toMatchObject([{ name: 'I(X;T) (nats)' }, { name: 'I(y;T) (nats)' }])
  const places = series.map(({ name, xAxisIndex, data }) => [name, xAxisIndex, data.length])
  expect(places).toEqual([
    ['bpsk', 0, 1],
    ['bpsk', 0, 3],
    ['t', 0, 1],
    ['t', 0, 3],
    ['t', 1, 1],
    ['t', 1, 3],
  ])
  expect(series[1]!.data).toEqual([
    [0, 0.1],
    [0, 0.5],
    [0, '-'],
  ])
  const { low, high } = clusters!.interval!
  expect(series[2]!.data).toMatchObject([{ value: [1, (low + high) / 2] }])
})

test('files of one name in different folders keep the folder', async () => {
  const [one] = await estimates('bpsk.npy', '--sigma', '1')
  const { option } = estimatesFigure([
    { ...one!, file: 'a/x.npy' },
    { ...one!, file: 'b/x.npy' },
  ])
  expect(option.xAxis).toMatchObject([{ data: ['a/x.npy', 'b/x.npy'] }])
})
