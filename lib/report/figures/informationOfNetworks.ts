import { bandedLine } from '../chart/bandedLine'
import { epochPosition } from '../chart/epochAxis'
import { epochPanels } from '../chart/epochPanels'
import { layerLook, seriesName } from '../chart/layerSeries'
import { axisStart, levelLines, roundUp } from '../chart/marks'
import type { Figure } from '../figure'
import {
  byLayer,
  drawn,
  entropyOf,
  type Information,
  type LayerMeasurements,
  layerName,
  measuredEpochs,
} from '../measurements'
import { nats } from '../words'
import { overSeeds, type SeededRuns, seedWords } from './seeds'

/**
 * I(X;T_l) or I(Y;T_l) of every layer over epochs, a panel for each kind of network: median and band over its seeds.
 * @param marked epochs that get an upright line
 */
export function informationOfNetworks(
  networks: readonly SeededRuns[],
  quantity: Information,
  marked: readonly number[] = [],
): Figure {
  const measured = networks.map(({ runs }) => runs.map(byLayer))
  const layers = measured[0]![0]!
  const courses = measured.map((runs) => layers.map((_, l) => courseOf(runs, l, quantity)))
  const points = courses.flat(2)
  const most = entropyOf(layers, quantity)!
  const start = axisStart(Math.min(...points.map(({ low }) => low)), most)
  const epochs = measuredEpochs(networks[0]!.runs[0]!)
  const charts = networks.map(({ name }, grid) => ({
    title: name,
    name: `${quantity} (nats)`,
    min: start,
    max: roundUp(most),
    series: [
      ...courses[grid]!.flatMap((course, l) =>
        bandedLine(
          course.map((point) => ({ ...point, name: pointName(layers[l]!, quantity, point) })),
          { ...layerLook(layers[l]!), grid, symbolSize: 4 },
        ),
      ),
      levelLines(
        [
          { axis: 'yAxis', value: most, label: '' },
          ...marked.map((epoch) => ({ axis: 'xAxis' as const, value: epochPosition(epoch), label: '' })),
        ],
        grid,
      ),
    ],
  }))
  const limit = quantity === 'I(X;T)' ? 'H(X)' : 'H(Y)'
  return {
    name: quantity === 'I(X;T)' ? 'information-x' : 'information-y',
    title: `Information about the ${quantity === 'I(X;T)' ? 'input' : 'label'} over training: ${quantity}`,
    caption: `Mutual information ${quantity} of each hidden layer. Dashed: ${limit} = ${nats(most)} nats, which no layer can pass.${marked.length > 0 ? ' Upright: the epochs of the figures below.' : ''} ${seedWords(networks[0]!.runs.length, '95 % interval')}`,
    ...epochPanels(charts, { epochs, legend: layers.map(seriesName), nameGap: 26 }),
  }
}

function courseOf(runs: readonly LayerMeasurements[][], layer: number, quantity: Information) {
  return overSeeds(
    runs.map((measured) =>
      measured[layer]!.information[quantity].map(({ epoch, estimate }) => ({ epoch, ...drawn(estimate) })),
    ),
  )
}

function pointName(
  layer: LayerMeasurements,
  quantity: Information,
  { epoch, middle, low, high }: { epoch: number; middle: number; low: number; high: number },
): string {
  return `${layerName(layer)}, epoch ${epoch}\n${quantity} = ${nats(middle)} nats\nfrom ${nats(low)} to ${nats(high)}`
}
