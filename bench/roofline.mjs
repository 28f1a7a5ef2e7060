import { init } from 'echarts'

const COLORS = { avx512: '#0072b2', avx2: '#009e73', baseline: '#999999' }
const DOT_FORM_FROM = 10

/** The bound drawn as a line over d: what one core could do if its multiply-add units were always busy. */
function bound(rows, isa) {
  const peak = Math.max(...rows.map((row) => row.vectorFmaPerSecond * row.lanes))
  const data = []
  for (let d = 2; d <= 784; d = Math.ceil(d * 1.1)) {
    data.push([d, peak / (13 + (d < DOT_FORM_FROM ? 2 * d : d)) / 1e9])
  }
  return {
    type: 'line',
    name: `bound, ${isa}`,
    data,
    symbol: 'none',
    color: COLORS[isa],
    lineStyle: { width: 1 },
  }
}

const points = (name, rows, style) => ({
  type: 'scatter',
  name,
  data: rows.map((row) => [row.d, row.pairsPerSecond / 1e9]),
  ...style,
})

/** Pairs a second of one core over d, with the machine's own bound, as the text of an SVG file. */
export function rooflineSvg({ machine, rows }) {
  const one = rows.filter((row) => row.threads === 1)
  const kernels = one.filter((row) => row.what === 'pair sum')
  const series = ['avx512', 'avx2'].flatMap((isa) => {
    const ofIsa = kernels.filter((row) => row.isa === isa)
    if (ofIsa.length === 0) return []
    return [bound(ofIsa, isa), points(`pair sum, ${isa}`, ofIsa, { symbolSize: 10, color: COLORS[isa] })]
  })
  const peers = one.filter((row) => row.what === 'log-densities')
  const symbols = ['triangle', 'diamond', 'rect', 'pin', 'arrow', 'roundRect']
  for (const [i, tool] of [...new Set(peers.map((row) => row.tool))].entries()) {
    const style = { symbol: symbols[i % symbols.length], symbolSize: 8, color: i % 2 ? '#d55e00' : '#cc79a7' }
    series.push(
      points(
        tool,
        peers.filter((row) => row.tool === tool),
        style,
      ),
    )
  }
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 920, height: 520 })
  try {
    const axis = { type: 'log', nameLocation: 'middle' }
    chart.setOption({
      animation: false,
      title: {
        text: `Pairs a second of one core, f64, σ = .1 — ${machine.cpu}`,
        textStyle: { fontSize: 14 },
      },
      legend: { type: 'plain', orient: 'vertical', right: 8, top: 40, data: series.map(({ name }) => name) },
      grid: { left: 64, right: 250, top: 40, bottom: 56 },
      xAxis: { ...axis, name: 'dimensions d', nameGap: 30, min: 1, max: 1000 },
      yAxis: { ...axis, name: '10⁹ pairs of point and center a second', nameGap: 44 },
      series,
    })
    return chart.renderToSVGString()
  } finally {
    // A chart that is not disposed of keeps the process alive.
    chart.dispose()
  }
}
