import { buffer } from 'node:stream/consumers'
import { failure } from '../errors'
import type { Figure } from './figure'

/** CSS has 96 pixels in an inch, PDF 72 points. */
const POINTS_PER_PIXEL = 72 / 96

/** As wide as Helvetica, which the figures are laid out for; PDF's own Helvetica has no σ. */
export const FONTS = {
  regular: '@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf',
  bold: '@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf',
}

/**
 * A figure that was drawn as SVG as a PDF file of one page of its size, lines as lines and text as text in fonts that it
 * carries. The same figure gives the same bytes.
 * @param svg what `renderSvg` made of the figure
 * @throws ERR_INFOFLOW_INTERNAL where something of the SVG would be lost
 */
export async function renderPdf(svg: string, { width, height, title }: Figure): Promise<Buffer> {
  // Loaded when the first figure is drawn, as charts are.
  const { default: PDFDocument } = await import('pdfkit')
  const { default: svgToPdf } = await import('svg-to-pdfkit')
  const document = new PDFDocument({
    size: [width * POINTS_PER_PIXEL, height * POINTS_PER_PIXEL],
    margin: 0,
    // The file's id is made of these; a date of its own, and every file would differ.
    info: { Title: title, CreationDate: new Date(0) },
  })
  for (const [name, file] of Object.entries(FONTS)) document.registerFont(name, require.resolve(file))
  svgToPdf(document, svg, 0, 0, {
    fontCallback: (_, bold) => (bold ? 'bold' : 'regular'),
    warningCallback: (message) => {
      throw failure('ERR_INFOFLOW_INTERNAL', `cannot draw the PDF of “${title}”: ${message}`)
    },
  })
  document.end()
  return await buffer(document)
}
