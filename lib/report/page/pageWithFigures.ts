import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Figure } from '../figure'
import { type Html, html, scriptJson, trusted } from './html'
import { pageFrame } from './pageFrame'

/** For readers whose browser draws nothing. */
export const NEEDS_JAVASCRIPT = html`<noscript><p>The figures need JavaScript here; as SVG files they are in the folder figures/.</p></noscript>`

/**
 * One HTML page that needs nothing else: scripts, styles and data are in it, and its policy forbids the browser any
 * request and any script but these two.
 * @param body what comes below the title, with each figure as `figureSection` makes it
 */
export async function pageWithFigures(title: string, body: Html): Promise<string> {
  const [drawing, charts] = await Promise.all([
    script(join(__dirname, 'browser', 'drawFigures.js')),
    // Line and scatter charts, axes, tooltips: all that the figures need, and two thirds of the whole.
    script(require.resolve('echarts/dist/echarts.common.min.js')),
  ])
  return await pageFrame(title, html`<h1>${title}</h1>\n${body}`, [charts, drawing])
}

/** Pixels: below it the names of axes run into the panel beside them, so that it is scrolled instead. */
const PANELS_WIDTH = 680

/** A figure for a page with figures; the slider shows its other epochs. */
export function figureSection({ name, title, caption, width, height, option, frames }: Figure): Html {
  const slider =
    frames === undefined
      ? ''
      : html`<label class="slider">epoch <input type="range" min="0" max="${frames.frames.length - 1}" value="${
          frames.frames.length - 1
        }" step="1"><output>${frames.frames.at(-1)!.label}</output></label>`
  const isPanels = Array.isArray(option.grid) && option.grid.length > 1
  const least = isPanels ? `min-width: ${PANELS_WIDTH}px; ` : ''
  return html`
<figure id="${name}">
<h2>${title}</h2>
<div class="wide"><div class="chart" role="img" aria-label="${title}. ${caption}" style="${least}max-width: ${width}px; height: ${height}px"></div></div>
${slider}
<figcaption>${caption}</figcaption>
<script type="application/json">${scriptJson({ option, ...(frames && { frames }) })}</script>
</figure>`
}

/** A script element, and what the policy of the page calls it. */
async function script(path: string): Promise<{ element: Html; source: Html }> {
  const text = (await readFile(path, 'utf8')).replaceAll('</script', '<\\/script')
  const hash = createHash('sha256').update(text).digest('base64')
  return { element: trusted(`<script>${text}</script>`), source: trusted(`'sha256-${hash}'`) }
}
