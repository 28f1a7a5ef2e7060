import type { Contribution } from '../clustering'
import type { MIEstimate } from '../estimate/types'
import type { EstimateRow } from '../runs/schema'

/** Nats to three decimals, enough beside errors of about .01. */
export function nats(value: number): string {
  return value.toFixed(3).replace(/^-(0\.0+)$/, '$1')
}

/** Errors below are far beyond what anyone can use, nats. */
const NEGLIGIBLE = 1e-6

/** An error to two significant digits. */
export function errorText(error: number): string {
  return error < NEGLIGIBLE ? `<${NEGLIGIBLE}` : String(Number(error.toPrecision(2)))
}

/** `2.027 ± 0.0087`: the plug-in value and its numerical standard error, with the bound where that is not negligible. */
export function valueText({ value, numerical: { standardError, bound } }: MIEstimate): string {
  const systematic =
    bound > Math.max(NEGLIGIBLE, standardError / 10) ? `, and at most ${errorText(bound)} more` : ''
  return `${nats(value)} ± ${errorText(standardError)}${systematic}`
}

/** `−1.3952 ± 0.0025`: a change with its sign, to the last digit of its numerical standard error. */
export function signedText({ value, standardError }: Contribution): string {
  const wanted = Math.ceil(1 - Math.log10(Math.max(standardError, NEGLIGIBLE)))
  const digits = Math.min(Math.max(wanted, 3), 6)
  const text = Math.abs(value).toFixed(digits)
  const sign = Number(text) === 0 ? '' : value < 0 ? '−' : '+'
  return `${sign}${text} ± ${errorText(standardError)}`
}

/** `[1.900, 2.040]` */
export function intervalText({ low, high }: { low: number; high: number }): string {
  return `[${nats(low)}, ${nats(high)}]`
}

/** The interval, which is what to believe; where there is none the value, which of a count needs no error. */
export function briefText(estimate: EstimateRow['estimate']): string {
  if (estimate.quantity !== 'mutual-information') return nats(estimate.value)
  return estimate.interval === null ? valueText(estimate) : intervalText(estimate.interval)
}

/** All that is known of one estimate, a line for each thing. */
export function estimateLines(quantity: string, estimate: MIEstimate): string[] {
  const { interval, trust } = estimate
  return [
    `${quantity} = ${valueText(estimate)} nats (numerical standard error)`,
    interval === null
      ? 'no interval'
      : `${percent(interval.confidence)} interval ${intervalText(interval)} nats`,
    ...(trust.ok ? [] : ['Not to be trusted as it stands:']),
    ...trust.warnings.map(({ message }) => `– ${message}`),
  ]
}

export function percent(fraction: number): string {
  return `${Number((100 * fraction).toPrecision(4))} %`
}

export const capitalised = (text: string): string => text[0]!.toUpperCase() + text.slice(1)

/** `a`, `a and b`, `a, b and c`. */
export function inARow(parts: readonly (string | number)[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
