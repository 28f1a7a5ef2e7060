import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Figure } from '../../lib/report/figure'
import { renderPdf } from '../../lib/report/renderPdf'
import { readPdf } from './readPdf'

const LIB = join(__dirname, '../../lib')
const figure: Figure = { name: 'f', title: 'σ in “T”', caption: '', width: 400, height: 200, option: {} }
const svgOf = (body: string) =>
  `<svg width="400" height="200" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200">${body}</svg>`

test('the same drawing gives the same bytes: a page of its size', async () => {
  const svg = svgOf('<text y="50">nats</text>')
  const file = await renderPdf(svg, figure)
  expect(await readPdf(file)).toEqual({ sizes: [[300, expect.closeTo(150, 1)]], text: 'nats' })
  expect(await renderPdf(svg, figure)).toEqual(file)
})

test('what would be lost is an error', async () => {
  await expect(renderPdf(svgOf('<path d="M0,0L1"/>'), figure)).rejects.toMatchObject({
    code: 'ERR_INFOFLOW_INTERNAL',
  })
})

/** Every file of a folder: there may be words of a figure in it. */
function sources(folder: string): string[] {
  return readdirSync(join(LIB, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? sources(path) : entry.name.endsWith('.ts') ? [path] : []
  })
}

test.each(['normal', 'bold'])('%s: every sign that our figures may have is drawn', async (weight) => {
  const files = ['report', 'cli/estimate'].flatMap(sources)
  const words = files.map((file) => readFileSync(join(LIB, file), 'utf8')).join('')
  const signs = [...new Set(`${words}β‖⁻²ᵀ`)].filter((sign) => sign.codePointAt(0)! > 127).join('')
  // A sign that the font lacks, as the last, comes back as another.
  const svg = svgOf(`<text font-weight="${weight}">${signs}ᐟ</text>`)
  const { text } = await readPdf(await renderPdf(svg, figure))
  expect(signs).toContain('σ')
  expect(text.slice(0, -1)).toBe(signs)
  expect(text.slice(-1)).not.toBe('ᐟ')
})
