import type { LineSeriesOption } from 'echarts'
import { pairDistances } from '../../lib/clustering'
import type { Figure } from '../../lib/report/figure'
import { compressionFigure } from '../../lib/report/figures/compression'
import { distancesFigure } from '../../lib/report/figures/distances'
import { informationOfNetworks } from '../../lib/report/figures/informationOfNetworks'
import { lossOfNetworks } from '../../lib/report/figures/lossOfNetworks'
import { scatterPanels } from '../../lib/report/figures/scatterPanels'
import { overSeeds } from '../../lib/report/figures/seeds'
import { median } from '../../lib/report/median'
import { exampleRun } from '../runs/exampleRun'
import { expectSound } from './soundFigure'

const networks = [
  { name: 'plain', runs: [exampleRun(), exampleRun(), exampleRun()] },
  { name: 'other', runs: [exampleRun()] },
]
const compressions = [
  { layer: 1, value: 0, interval: null },
  { layer: 2, value: 0.5, interval: { low: 0.4, high: 0.7 } },
]
const compressed = [
  { name: 'plain', networks: [0, 1].map((seed) => ({ seed, compressions, testLoss: 0.2 })) },
  { name: 'other', networks: [{ seed: 0, compressions, testLoss: 0.1 }] },
]

async function distances(): Promise<Figure> {
  const points = { data: Float64Array.of(0, 1, 3, 4), shape: [4, 1] as const }
  const found = await pairDistances(points, { labels: [0, 0, 1, 1], bins: 4, largest: 4 })
  return distancesFigure(2, [{ epoch: 1, distances: found }])
}

test.each<[string, () => Figure | Promise<Figure>]>([
  ['I(X;T) of networks', () => informationOfNetworks(networks, 'I(X;T)', [0, 10])],
  ['I(Y;T) of one', () => informationOfNetworks(networks.slice(0, 1), 'I(Y;T)')],
  ['losses', () => lossOfNetworks(networks)],
  ['compression', () => compressionFigure(compressed)],
  ['scatter at epochs', () => scatterPanels(exampleRun(), exampleRun().scatter.slice(0, 3))],
  ['distances', distances],
])('%s: a sound figure', async (_, make) => await expectSound(await make()))

test('over seeds: the median between the lowest low end and the highest high end', () => {
  const course = (middle: number) => [{ epoch: 3, middle, low: middle - middle / 10, high: middle + 1 }]
  expect(overSeeds([course(20), course(10), course(70)])).toEqual([
    { epoch: 3, middle: 20, low: 9, high: 71 },
  ])
  expect([median([4, 1]), median([5]), median([])]).toEqual([2.5, 5, Number.NaN])
})

test('distances: the part of the pairs of their kind in each bin', async () => {
  const [within, across] = (await distances()).option.series as LineSeriesOption[]
  const values = ({ data }: LineSeriesOption) => (data as { value: number[] }[]).map(({ value }) => value)
  expect(values(within!)).toEqual([
    [0.5, 0],
    [1.5, 1],
    [2.5, 0],
    [3.5, 0],
  ])
  expect(values(across!)).toEqual([
    [0.5, 0],
    [1.5, 0],
    [2.5, 0.25],
    [3.5, 0.75],
  ])
})
