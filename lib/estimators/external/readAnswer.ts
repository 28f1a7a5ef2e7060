import type { InfoflowError } from '../../errors'

/** What an external estimator prints. */
export interface ExternalAnswer {
  /** Nats. */
  value: number
  standardError: number
  interval: { low: number; high: number; confidence: number } | null
}

/**
 * Reads the JSON object `{"value": 1.25, "standardError": 0.02, "interval": {"low": …, "high": …, "confidence": 0.95}}`;
 * all but `value` may be left out, other keys are ignored.
 * @param refuse makes the error of what was wrong
 */
export function readAnswer(text: string, refuse: (message: string) => InfoflowError): ExternalAnswer {
  const answer = parse(text, refuse)
  const number = (holder: object, name: string): number => {
    const value: unknown = Reflect.get(holder, name)
    if (typeof value === 'number' && Number.isFinite(value)) return value
    throw refuse(`printed no finite number as ${name}`)
  }
  const optional = (name: string): unknown => Reflect.get(answer, name) ?? null
  const value = number(answer, 'value')
  const standardError = optional('standardError') === null ? 0 : number(answer, 'standardError')
  if (standardError < 0) throw refuse('printed a negative standardError')
  const limits = optional('interval')
  if (limits === null) return { value, standardError, interval: null }
  if (typeof limits !== 'object') throw refuse('printed an interval that is no object')
  const interval = {
    low: number(limits, 'low'),
    high: number(limits, 'high'),
    confidence: number(limits, 'confidence'),
  }
  const { low, high, confidence } = interval
  if (low > high || !(confidence > 0 && confidence < 1)) throw refuse('printed an interval that is none')
  return { value, standardError, interval }
}

function parse(text: string, refuse: (message: string) => InfoflowError): object {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    parsed = undefined
  }
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed
  throw refuse(`printed no JSON object but: ${JSON.stringify(text.trim().slice(0, 200))}`)
}
