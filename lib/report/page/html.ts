/** HTML that is safe to put into a page: only `html` and `trusted` make it. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Part = Html | string | number | readonly Part[]

/** HTML from a template: what is put in is escaped, unless it is `Html` itself; of a list, every element. */
export function html(template: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(template.map((text, i) => text + (i < parts.length ? textOf(parts[i]!) : '')).join(''))
}

/** HTML that we wrote ourselves, such as a style sheet. */
export function trusted(text: string): Html {
  return new Html(text)
}

/** A value as JSON that may stand in a script element: no `<`, so that nothing in it can end the element. */
export function scriptJson(value: unknown): Html {
  return new Html(JSON.stringify(value).replaceAll('<', '\\u003c'))
}

function textOf(part: Part): string {
  if (part instanceof Html) return part.text
  if (typeof part === 'object') return part.map(textOf).join('')
  return escapeText(String(part))
}

function escapeText(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return text.replace(/[&<>"']/g, (character) => entities[character]!)
}
