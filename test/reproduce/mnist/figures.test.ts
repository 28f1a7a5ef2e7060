import { mnistFigures } from '../../../lib/reproduce/mnist/figures/figures'
import { expectSound } from '../../report/soundFigure'
import { exampleNetworks } from './exampleNetwork'

const figures = mnistFigures(exampleNetworks())

test('all are there, with names of their own', () => {
  expect(figures.map(({ figure }) => figure.name)).toEqual([
    'performance',
    'cosines',
    'k-means',
    'binned-entropy',
    'bounds',
  ])
})

test.each(figures.map((one) => [one.figure.name, one] as const))(
  '%s: sound, with a table of its numbers',
  async (_, { figure, table }) => {
    await expectSound(figure)
    expect(table.rows.length).toBeGreaterThan(0)
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length)
  },
)

test('each network, layer and epoch has a row; each network with noise and layer has bounds', () => {
  const rows = (name: string) => figures.find(({ figure }) => figure.name === name)!.table.rows
  expect(rows('performance')).toHaveLength(4 * 3)
  expect(rows('cosines')).toHaveLength(4 * 3 * 3)
  expect(rows('cosines').at(-1)).toEqual(['dropout 0.2', 10, 3, 128, 1, 0.5, 0.4, 0.01])
  expect(rows('bounds').map((row) => row.slice(0, 3))).toEqual(
    ['σ = 0.1', 'σ = 0.2'].flatMap((name) => [
      [name, 1, 1152],
      [name, 2, 256],
      [name, 3, 128],
    ]),
  )
})
