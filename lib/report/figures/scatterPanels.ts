import type { ScatterSeriesOption } from 'echarts'
import type { RunContents } from '../../runs/readRun'
import type { ScatterRow } from '../../runs/schema'
import { panels } from '../chart/panels'
import { AXIS_STYLE, BASE, colorOf, LEGEND_STYLE } from '../chart/style'
import type { Figure } from '../figure'
import { byLayer, drawn } from '../measurements'
import { nats } from '../words'

const CLASS_COLORS = [colorOf(0), colorOf(4)]

/** Where the inputs sit in the first two units of a layer at chosen epochs, side by side: on paper there is no slider. */
export function scatterPanels(run: RunContents, rows: readonly ScatterRow[]): Figure {
  const { classes, layers } = run.record
  const { layer } = rows[0]!
  const width = layers[layer - 1]!
  const { height, grid, title } = panels(rows.map(({ epoch }) => panelTitle(run, layer, epoch)))
  const largest = Math.max(
    ...rows.map(({ points }) => points.reduce((most, x) => Math.max(most, Math.abs(x)), 0)),
  )
  const axis = (gridIndex: number, unit: number, nameGap: number) => ({
    ...AXIS_STYLE,
    type: 'value' as const,
    gridIndex,
    min: -1.1 * Math.max(1, largest),
    max: 1.1 * Math.max(1, largest),
    axisLabel: { ...AXIS_STYLE.axisLabel, showMinLabel: false, showMaxLabel: false },
    name: `unit ${unit} (no unit)`,
    nameGap,
  })
  return {
    name: `scatter-epochs-layer-${layer}`,
    title: `Where the inputs sit in layer ${layer} at marked epochs`,
    caption: `The first two of the ${width} units' outputs for every input, in one noisy pass before the layer's own noise, coloured by class.`,
    width: 920,
    height,
    option: {
      ...BASE,
      legend: { ...LEGEND_STYLE, data: CLASS_COLORS.map((_, k) => className(k)) },
      grid,
      title,
      xAxis: rows.map((_, i) => axis(i, 1, 26)),
      yAxis: rows.map((_, i) => axis(i, 2, 30)),
      series: rows.flatMap(({ points }, panel) =>
        CLASS_COLORS.map(
          (color, k): ScatterSeriesOption => ({
            type: 'scatter',
            name: className(k),
            xAxisIndex: panel,
            yAxisIndex: panel,
            silent: true,
            symbolSize: 2.5,
            large: true,
            largeThreshold: 0,
            itemStyle: { color, opacity: 0.55 },
            data: classes.flatMap((label, i) =>
              label === k ? [[points[i * width]!, points[i * width + 1]!]] : [],
            ),
          }),
        ),
      ),
    },
  }
}

const className = (label: number): string => `class ${label}`

function panelTitle(run: RunContents, layer: number, epoch: number): string {
  const measured = byLayer(run).find((found) => found.layer === layer)
  const found = measured?.information['I(X;T)'].find((point) => point.epoch === epoch)
  return found === undefined
    ? `epoch ${epoch}`
    : `epoch ${epoch}: I(X;T) = ${nats(drawn(found.estimate).middle)} nats`
}
