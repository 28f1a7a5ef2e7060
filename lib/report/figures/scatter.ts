import type { ScatterSeriesOption } from 'echarts'
import type { RunContents } from '../../runs/readRun'
import type { HistoryRow, ScatterRow } from '../../runs/schema'
import { roundUp } from '../chart/marks'
import { AXIS_STYLE, BASE, colorOf, LEGEND_STYLE } from '../chart/style'
import type { Figure } from '../figure'
import { byLayer, type LayerMeasurements, layerName } from '../measurements'
import { nats } from '../words'
import { type ScatterFrames, storedPoints, storedUnit } from './scatterFrames'

/** Colours of classes, far apart in hue and in lightness. */
const CLASS_COLORS = [colorOf(0), colorOf(4), colorOf(2), colorOf(3), colorOf(1), colorOf(5)]

/** Where the inputs sit in a layer of two or more units, coloured by class: pairs of its first three units. */
export function scatterFigure(run: RunContents, rows: readonly ScatterRow[]): Figure {
  const { classes, layers } = run.record
  const { layer } = rows[0]!
  const width = layers[layer - 1]!
  const projections: [number, number][] =
    width === 2
      ? [[0, 1]]
      : [
          [0, 1],
          [0, 2],
          [1, 2],
        ]
  const classCount = Math.max(...classes) + 1
  const ordered = rows.toSorted((a, b) => a.epoch - b.epoch)
  const unit = storedUnit(rows)
  const frames: ScatterFrames = {
    width,
    projections,
    classes,
    classCount,
    unit,
    frames: ordered.map(({ epoch, points }) => ({
      epoch,
      label: frameLabel(run, layer, epoch),
      points: storedPoints(points, unit),
    })),
  }
  const last = ordered.at(-1)!
  const extent = axisExtent(unit * (2 ** 15 - 1))
  const isNegativeSomewhere = rows.some(({ points }) => points.some((value) => value < 0))
  const share = 100 / projections.length
  const axis = (gridIndex: number, unitIndex: number, nameGap: number) => ({
    ...AXIS_STYLE,
    type: 'value' as const,
    gridIndex,
    // A layer of relu units leaves the rest empty.
    min: isNegativeSomewhere ? -extent : -extent / 20,
    max: extent,
    axisLabel: { ...AXIS_STYLE.axisLabel, showMinLabel: false, showMaxLabel: false },
    name: `output of unit ${unitIndex + 1} (no unit)`,
    nameGap,
  })
  return {
    name: `scatter-layer-${layer}`,
    title: `Where the inputs sit in ${layerName({ layer, width })}`,
    caption:
      `One noisy pass of every input, coloured by class: the ${width === 2 ? 'two' : `first three of ${width}`} units' outputs before the layer's own noise, ${width === 2 ? 'one against the other' : 'pair by pair'}. The file of this figure shows epoch ${last.epoch}.`.replace(
        'first three of 3',
        'three',
      ),
    width: width === 2 ? 420 : 920,
    height: 370,
    option: {
      ...BASE,
      legend: { ...LEGEND_STYLE, data: classNames(classCount) },
      grid: projections.map((_, i) => ({
        left: `${i * share + 0.19 * share}%`,
        width: `${0.77 * share}%`,
        top: 36,
        bottom: 56,
      })),
      xAxis: projections.map(([x], i) => axis(i, x, 28)),
      yAxis: projections.map(([, y], i) => axis(i, y, 36)),
      series: projections.flatMap((projection, grid) =>
        classNames(classCount).map(
          (name, k): ScatterSeriesOption => ({
            type: 'scatter',
            name,
            xAxisIndex: grid,
            yAxisIndex: grid,
            silent: true,
            symbolSize: 3,
            large: true,
            largeThreshold: 0,
            itemStyle: { color: CLASS_COLORS[k % CLASS_COLORS.length]!, opacity: 0.55 },
            data: projected(last.points, width, projection, classes, k),
          }),
        ),
      ),
    },
    frames,
  }
}

function classNames(count: number): string[] {
  return Array.from({ length: count }, (_, k) => `class ${k}`)
}

function projected(
  points: readonly number[],
  width: number,
  [x, y]: [number, number],
  classes: readonly number[],
  wanted: number,
): [number, number][] {
  return classes.flatMap((label, i): [number, number][] =>
    label === wanted ? [[points[i * width + x]!, points[i * width + y]!]] : [],
  )
}

/** The same axes at every epoch; those of a tanh layer end a little outside ±1. */
function axisExtent(largest: number): number {
  return largest <= 1 && largest > 0.5 ? 1.1 : roundUp(largest)
}

function frameLabel(run: RunContents, layer: number, epoch: number): string {
  const measured: LayerMeasurements | undefined = byLayer(run).find((found) => found.layer === layer)
  const information = (['I(X;T)', 'I(Y;T)'] as const).flatMap((quantity) => {
    const found = measured?.information[quantity].find((point) => point.epoch === epoch)
    return found === undefined ? [] : [`${quantity} ${nats(found.estimate.value)} nats`]
  })
  const history = run.history.find((row) => row.epoch === epoch)
  return [`epoch ${epoch}`, ...(history ? [performanceText(history)] : []), ...information].join(' · ')
}

function performanceText({ train, test }: HistoryRow): string {
  return test === null
    ? `accuracy ${train.accuracy.toFixed(3)}`
    : `accuracy ${train.accuracy.toFixed(3)} train, ${test.accuracy.toFixed(3)} test`
}
