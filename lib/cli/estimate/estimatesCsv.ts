import { csv } from '../../csv'
import type { EstimatedArray } from './estimatedArray'

/** Columns in order; units are in the names. */
const COLUMNS: Record<string, (estimate: EstimatedArray) => string | number> = {
  file: ({ file }) => file,
  name: ({ name }) => name,
  given: ({ given }) => given ?? '',
  n: ({ settings }) => settings.n,
  d: ({ settings }) => settings.d,
  sigma: ({ settings }) => settings.sigma,
  value_nats: ({ value }) => value,
  standard_error_nats: ({ numerical }) => numerical.standardError,
  bound_nats: ({ numerical }) => numerical.bound,
  low_nats: ({ interval }) => interval?.low ?? '',
  high_nats: ({ interval }) => interval?.high ?? '',
  confidence: ({ interval }) => interval?.confidence ?? '',
  trust: ({ trust }) => (trust.ok ? 'ok' : trust.warnings.map(({ code }) => code).join(' ')),
  population: ({ settings }) => settings.population,
  method: ({ settings }) => settings.method,
  draws: ({ settings }) => settings.draws,
  centers: ({ settings }) => settings.centers,
  seed: ({ settings }) => settings.seed,
  infoflow_version: ({ settings }) => settings.version,
}

/** The estimates as a CSV file, a line each. */
export function estimatesCsv(estimates: readonly EstimatedArray[]): string {
  const rows = estimates.map((estimate) => Object.values(COLUMNS).map((column) => column(estimate)))
  return csv(Object.keys(COLUMNS), rows)
}
