import type { Figure } from './figure'

/** The figure as the text of an SVG file, made without a browser. The same figure gives the same bytes. */
export async function renderSvg({ option, width, height }: Figure): Promise<string> {
  // Loaded when the first figure is drawn: most of what infoflow does needs no charts.
  const { init } = await import('echarts')
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption(option)
    return renumbered(chart.renderToSVGString())
  } finally {
    // A chart that is not disposed of keeps the process alive.
    chart.dispose()
  }
}

/** ECharts numbers charts and classes over all that the process has drawn: here by their order in this one. */
function renumbered(svg: string): string {
  const names = new Map<string, string>()
  return svg.replaceAll(/\bzr\d+-(cls-|c)\d+\b/g, (name, kind: string) => {
    if (!names.has(name)) names.set(name, `zr0-${kind}${names.size}`)
    return names.get(name)!
  })
}
