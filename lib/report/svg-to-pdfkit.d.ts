/** What we use of svg-to-pdfkit, which has no types: draws an SVG, in CSS pixels, on the current page. */
declare module 'svg-to-pdfkit' {
  export default function svgToPdf(
    document: PDFKit.PDFDocument,
    svg: string,
    x: number,
    y: number,
    options: {
      /** Names the registered font for a text. */
      fontCallback(family: string, bold: boolean, italic: boolean): string
      /** Called with what was not drawn, and why. */
      warningCallback(message: string): void
    },
  ): void
}
