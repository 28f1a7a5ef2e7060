// Draws the figures of the page and moves the slider of those that have one. Runs in the browser.
for (const figure of document.querySelectorAll('figure')) {
  const { option, frames } = JSON.parse(figure.querySelector('script').textContent)
  // Vectors print well; thousands of points move well on a canvas.
  const chart = echarts.init(figure.querySelector('.chart'), null, { renderer: frames ? 'canvas' : 'svg' })
  chart.setOption(option)
  new ResizeObserver(() => chart.resize()).observe(figure.querySelector('.chart'))
  if (frames) addSlider(figure, chart, frames)
}

function addSlider(figure, chart, scatter) {
  const input = figure.querySelector('input')
  const output = figure.querySelector('output')
  input.addEventListener('input', () => {
    const frame = scatter.frames[input.value]
    output.textContent = frame.label
    chart.setOption({ series: seriesOf(scatter, pointsOf(frame, scatter)) })
  })
}

/** n × width values, from base64 of little-endian 16-bit integers. */
function pointsOf(frame, { unit }) {
  const bytes = Uint8Array.from(atob(frame.points), (character) => character.charCodeAt(0))
  const view = new DataView(bytes.buffer)
  return Float32Array.from({ length: bytes.length / 2 }, (_, i) => unit * view.getInt16(2 * i, true))
}

/** Data of the series, projection by projection, in each class by class. */
function seriesOf({ projections, classes, classCount, width }, points) {
  return projections.flatMap(([x, y]) => {
    const series = Array.from({ length: classCount }, () => ({ data: [] }))
    classes.forEach((label, i) => {
      series[label].data.push([points[i * width + x], points[i * width + y]])
    })
    return series
  })
}
