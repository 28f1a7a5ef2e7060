import type { RunContents } from '../../runs/readRun'
import { epochAxis, epochZero } from '../chart/epochAxis'
import { informationSeries, seriesName } from '../chart/layerSeries'
import { axisStart, type Level, levelLines } from '../chart/marks'
import { AXIS_STYLE, BASE, LEGEND_STYLE } from '../chart/style'
import type { Figure } from '../figure'
import { byLayer, drawn, entropyOf, type Information, measuredEpochs } from '../measurements'
import { nats } from '../words'
import { bandWords, symbolWords } from './captions'

/** What I(X;T) of the poster's neuron is while it tells four symbols apart, then three, then two. */
const NEURON_LEVELS: Level[] = [
  { value: Math.log(4), label: 'ln 4 = 1.3863' },
  { value: 1.5 * Math.log(2), label: '1.0397' },
  { value: Math.log(4) - 0.75 * Math.log(3), label: 'H(1/4) = .5623' },
]

const TITLES: Record<Information, string> = {
  'I(X;T)': 'Information about the input over training',
  'I(Y;T)': 'Information about the label over training',
}

/** I(X;T_l) or I(Y;T_l) of every layer over epochs, with error bands. */
export function informationOverEpochs(run: RunContents, quantity: Information): Figure {
  const layers = byLayer(run)
  const epochs = measuredEpochs(run)
  const bands = layers.flatMap(({ information }) =>
    information[quantity].map(({ estimate }) => drawn(estimate)),
  )
  const marks = marksOf(run, quantity)
  const start = axisStart(
    Math.min(...bands.map(({ low }) => low)),
    Math.max(...bands.map(({ high }) => high)),
  )
  return {
    name: quantity === 'I(X;T)' ? 'information-x' : 'information-y',
    title: `${TITLES[quantity]}: ${quantity}`,
    caption: `Mutual information ${quantity} between ${quantity === 'I(X;T)' ? 'the input' : 'the label'} and each hidden layer. ${marks.words} ${bandWords(layers, quantity)} ${symbolWords(layers, quantity)}`,
    width: 920,
    height: 460,
    option: {
      ...BASE,
      legend: { ...LEGEND_STYLE, data: layers.map(seriesName) },
      grid: { left: 64, right: 104, top: 40, bottom: 56 },
      xAxis: { ...epochAxis(epochs), nameGap: 30 },
      yAxis: { ...AXIS_STYLE, type: 'value', min: start, name: `${quantity} (nats)`, nameGap: 40 },
      series: [
        ...layers.flatMap((layer) => informationSeries(layer, quantity)),
        levelLines(marks.levels.map((level) => ({ ...level, axis: 'yAxis' }))),
        ...epochZero(epochs, start),
      ],
    },
  }
}

/** Levels that are marked, and what they are in words. */
function marksOf(run: RunContents, quantity: Information): { levels: Level[]; words: string } {
  if (run.record.experiment === 'neuron' && quantity === 'I(X;T)') {
    return {
      levels: NEURON_LEVELS,
      words:
        'Dashed: its value while four symbols are told apart (ln 4), when two of them have merged (1.0397), and when the three of class 0 have (H(1/4) = H(Y)).',
    }
  }
  const most = entropyOf(byLayer(run), quantity)
  if (most === null) return { levels: [], words: '' }
  const name = `H(${quantity === 'I(X;T)' ? 'X' : 'Y'})`
  const { inputs } = run.record.data
  const isUniform = quantity === 'I(X;T)' && Math.abs(most - Math.log(inputs)) < 1e-9
  return {
    levels: [{ value: most, label: `${name} = ${nats(most)}${isUniform ? `\n= log ${inputs}` : ''}` }],
    words: `Dashed: ${name}, which no layer can pass.`,
  }
}
