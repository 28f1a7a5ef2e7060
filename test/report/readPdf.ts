import PdfParser, { type Output } from 'pdf2json'

/** Of pdf2json's own unit, in which sizes have three decimals. */
const POINTS = 16

/** What a reader that we did not write finds in a PDF file: the size of each page in points, and all texts. */
export async function readPdf(file: Buffer): Promise<{ sizes: [number, number][]; text: string }> {
  const parser = new PdfParser()
  const parsed = new Promise<Output>((resolve, reject) => {
    parser.on('pdfParser_dataReady', resolve)
    parser.on('pdfParser_dataError', reject)
  })
  // It prints warnings from 1 on, and takes 0 for 1.
  parser.parseBuffer(file, 0.5)
  const { Pages } = await parsed
  const letters = Pages.flatMap(({ Texts }) => Texts.flatMap(({ R }) => R.map(({ T }) => T)))
  return {
    sizes: Pages.map(({ Width, Height }) => [Width * POINTS, Height * POINTS]),
    text: decodeURIComponent(letters.join('')),
  }
}
