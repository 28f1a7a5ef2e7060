import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Html, html, trusted } from './html'

/**
 * One HTML page that needs nothing else: its style is in it, and its policy forbids the browser any request.
 * @param name of its window
 * @param body title and all
 * @param scripts in its end, each with what the policy calls it; no other may run
 */
export async function pageFrame(
  name: string,
  body: Html,
  scripts: readonly { element: Html; source: Html }[] = [],
): Promise<string> {
  const style = await readFile(join(__dirname, 'browser', 'page.css'), 'utf8')
  const allowed = scripts.map(({ source }) => html` ${source}`)
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; ${
    scripts.length > 0 ? html`script-src${allowed}; ` : ''
  }style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name}</title>
<style>${trusted(style)}</style>
</head>
<body>
<main>
${body}
</main>
${scripts.map(({ element }) => html`${element}\n`)}</body>
</html>
`.text
}
