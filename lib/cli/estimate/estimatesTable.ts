import { margin } from '../../estimate/interval'
import { printable } from '../printable'
import { textTable } from '../textTable'
import { type EstimatedArray, formula } from './estimatedArray'

const HEADER = ['file', 'array', 'n × d', 'quantity', 'value', 'interval', 'verdict']
const LEFT_ALIGNED = new Set([0, 1, 3, 6])

/** Arrays that a reservation names before it counts the others. */
const MOST_NAMED = 3

/** The estimates for people: a row each, and under them every reservation once. */
export function estimatesTable(estimates: readonly EstimatedArray[], confidence: number): string {
  const percent = `${Number((100 * confidence).toPrecision(6))} %`
  const rows = estimates.map((estimate) => row(estimate, confidence))
  return [
    `In nats. ± is the numerical error of the value for these rows, at ${percent}; the interval is for what they are drawn from.`,
    ...textTable([HEADER, ...rows], LEFT_ALIGNED),
    ...reservations(estimates),
  ].join('\n')
}

function row(estimate: EstimatedArray, confidence: number): string[] {
  const { file, name, value, numerical, interval, trust, settings } = estimate
  const error = margin(numerical, confidence)
  const digits = decimals(error)
  const limits =
    interval === null ? 'none' : `[${interval.low.toFixed(digits)}, ${interval.high.toFixed(digits)}]`
  return [
    printable(file),
    printable(name),
    `${settings.n} × ${settings.d}`,
    printable(formula(estimate)),
    `${value.toFixed(digits)} ± ${roundedUp(error, digits)}`,
    limits,
    trust.ok ? 'ok' : trust.warnings.map(({ code }) => code).join(', '),
  ]
}

/** As many as show two digits of the error, from 3 to 6. */
function decimals(error: number): number {
  return error > 0 ? Math.min(6, Math.max(3, 1 - Math.floor(Math.log10(error)))) : 6
}

/** An error never looks smaller than it is. */
function roundedUp(error: number, digits: number): string {
  return (Math.ceil(error * 10 ** digits) / 10 ** digits).toFixed(digits)
}

function reservations(estimates: readonly EstimatedArray[]): string[] {
  const found = new Map<string, { message: string; estimates: EstimatedArray[] }>()
  for (const estimate of estimates) {
    for (const { code, message } of estimate.trust.warnings) {
      const entry = found.get(code) ?? { message, estimates: [] }
      entry.estimates.push(estimate)
      found.set(code, entry)
    }
  }
  return [...found].map(([code, { message, estimates: of }]) => {
    const everywhere = of.length === estimates.length && of.length > 1
    return `${code} (${everywhere ? 'all' : listing(of)}): ${message}`
  })
}

function listing(estimates: readonly EstimatedArray[]): string {
  const arrays = [...new Set(estimates.map(({ file, name }) => `${printable(file)} ${printable(name)}`))]
  const more = arrays.length - MOST_NAMED
  return [...arrays.slice(0, MOST_NAMED), ...(more > 0 ? [`${more} more`] : [])].join('; ')
}
