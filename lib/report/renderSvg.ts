import type { Figure } from './figure'

/** The figure as the text of an SVG file, made without a browser. */
export async function renderSvg({ option, width, height }: Figure): Promise<string> {
  // Loaded when the first figure is drawn: most of what infoflow does needs no charts.
  const { init } = await import('echarts')
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption(option)
    return chart.renderToSVGString()
  } finally {
    // A chart that is not disposed of keeps the process alive.
    chart.dispose()
  }
}
