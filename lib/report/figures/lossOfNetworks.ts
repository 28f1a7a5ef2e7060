import { bandedLine } from '../chart/bandedLine'
import { epochAxis, epochZero } from '../chart/epochAxis'
import { roundUp } from '../chart/marks'
import { TWO_GRIDS } from '../chart/panels'
import { AXIS_STYLE, BASE, colorOf, LEGEND_STYLE, symbolOf } from '../chart/style'
import type { Figure } from '../figure'
import { measuredEpochs } from '../measurements'
import { overSeeds, type SeededRuns, seedWords } from './seeds'

const PARTS = ['train', 'test'] as const

/** Training and test loss over epochs, a line for each kind of network: median and band over its seeds. */
export function lossOfNetworks(networks: readonly SeededRuns[]): Figure {
  const epochs = measuredEpochs(networks[0]!.runs[0]!)
  const axis = epochAxis(epochs)
  const courses = PARTS.map((part) => networks.map(({ runs }) => overSeeds(runs.map(lossesOf(part)))))
  const most = roundUp(Math.max(...courses.flat(2).map(({ high }) => high)))
  const { loss } = networks[0]!.runs[0]!.record
  return {
    name: 'loss',
    title: 'Loss over training',
    caption: `Mean ${loss.name} of the noisy networks over all noisy passes, on the inputs that were trained on and on the others. ${seedWords(networks[0]!.runs.length)}`,
    width: 920,
    height: 360,
    option: {
      ...BASE,
      legend: { ...LEGEND_STYLE, data: networks.map(({ name }) => name) },
      grid: TWO_GRIDS,
      xAxis: PARTS.map((_, gridIndex) => ({ ...axis, gridIndex, nameGap: 30 })),
      yAxis: PARTS.map((part, gridIndex) => ({
        ...AXIS_STYLE,
        type: 'value',
        gridIndex,
        min: 0,
        max: most,
        name: `${part} ${loss.name} (${loss.unit})`,
        nameGap: 40,
      })),
      series: courses.flatMap((ofPart, grid) => [
        ...ofPart.flatMap((course, k) =>
          bandedLine(
            course.map((point) => ({
              ...point,
              name: `${networks[k]!.name}, epoch ${point.epoch}\n${PARTS[grid]} ${loss.name} ${point.middle.toFixed(4)} ${loss.unit}`,
            })),
            { name: networks[k]!.name, grid, color: colorOf(k), symbol: symbolOf(k), symbolSize: 4 },
          ),
        ),
        ...epochZero(epochs, 0, grid),
      ]),
    },
  }
}

const lossesOf =
  (part: (typeof PARTS)[number]) =>
  ({ history }: SeededRuns['runs'][number]) =>
    history.flatMap(({ epoch, [part]: performance }) => {
      if (performance === null) return []
      const { loss } = performance
      return [{ epoch, middle: loss, low: loss, high: loss }]
    })
