const percent = (value) => (value === null ? '–' : (100 * value).toFixed(1))

const number = (value) => {
  if (value === 0) return '0'
  return Math.abs(value) < 1e-3 || Math.abs(value) >= 1e5 ? value.toExponential(1) : value.toPrecision(3)
}

const WORDS = new Set(['law', 'net', 'given'])
const COUNTS = new Set(['d', 'n', 'm', 'draws', 'sigma'])

/** Column heads that are not the field's own name. */
const FIELDS = {
  'width/spread': 'ratio',
  'bias/spread': 'bias',
  'trusted %': 'trusted',
  'of them %': 'coverageOfTrusted',
  'coverage %': 'coverage',
  'below %': 'below',
  'above %': 'above',
  'plug-in': 'plugIn',
}

function entry(column, row) {
  const value = row[FIELDS[column] ?? column]
  if (WORDS.has(column) || COUNTS.has(column)) return String(value)
  return column.endsWith('%') ? percent(value) : number(value)
}

const line = (entries) => `| ${entries.join(' | ')} |`

/** One part as Markdown: every cell a row. */
export function partTable({ title, explanation, columns }, rows) {
  const heads = [...columns, 'replications', '']
  const failing = rows.filter(({ passes }) => !passes).length
  return [
    `## ${title}`,
    explanation,
    `${rows.length - failing} of ${rows.length} cells pass.`,
    [
      line(heads),
      line(heads.map((_, i) => (i < 1 || i === heads.length - 1 ? '---' : '--:'))),
      ...rows.map((row) =>
        line([
          ...columns.map((column) => entry(column, row)),
          row.replications,
          row.passes ? 'pass' : '**fail**',
        ]),
      ),
    ].join('\n'),
  ].join('\n\n')
}
