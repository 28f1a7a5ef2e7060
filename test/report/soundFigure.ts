import type { Figure } from '../../lib/report/figure'
import { renderPdf } from '../../lib/report/renderPdf'
import { renderSvg } from '../../lib/report/renderSvg'
import { readPdf } from './readPdf'
import { expectWellFormed } from './wellFormed'

const list = <T>(value: T | T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

/**
 * What holds of every figure: each axis that is seen says its unit, the option is plain JSON, the SVG is well-formed and
 * asks for nothing from outside, and the PDF is a page of its size with the axes' names.
 */
export async function expectSound(figure: Figure): Promise<void> {
  const { option, width, height } = figure
  const axes = [...list(option.xAxis), ...list(option.yAxis)].filter(({ show }) => show !== false)
  expect(axes.length).toBeGreaterThanOrEqual(2)
  for (const { name } of axes) {
    expect(name).toMatch(/^epoch$|^nats$|\((nats|no unit|number|fraction|fraction of inputs)\)$/)
  }
  expect(JSON.parse(JSON.stringify(option))).toEqual(option)
  const svg = await renderSvg(figure)
  expectWellFormed(svg)
  expect(svg).toMatch(new RegExp(`<svg width="${width}" height="${height}" `))
  expect(svg.replaceAll(/xmlns(:\w+)?="[^"]*"/g, '')).not.toMatch(/https?:|href|url\((?!#)|<script|@import/)
  expect(svg).not.toMatch(/NaN|Infinity|undefined/)
  const { sizes, text } = await readPdf(await renderPdf(svg, figure))
  expect(sizes).toEqual([[expect.closeTo(0.75 * width, 1), expect.closeTo(0.75 * height, 1)]])
  for (const { name } of axes) expect(text).toContain(name)
}
