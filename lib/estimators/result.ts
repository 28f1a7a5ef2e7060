import type { NumericalError } from '../estimate/types'
import { version } from '../version'
import type { RivalEstimate, RivalSettings, RivalWarning } from './types'

/** Sums of n terms of some nats each, n up to 1e7, and functions good to 1e-14 each: rounding stays below this. */
export const ROUNDING_NATS = 1e-11

const NO_INTERVAL: RivalWarning = {
  code: 'interval-unavailable',
  message: 'no interval for the population quantity: the error of having finitely many rows is not known',
}

/** A rival's estimate whose statistical error is not known, so that its interval is null. */
export function rivalEstimate<Quantity extends string, Settings extends object>(
  quantity: Quantity,
  value: number,
  settings: Settings & Omit<RivalSettings, 'version'>,
  warnings: readonly RivalWarning[],
  numerical: NumericalError = { standardError: 0, bound: ROUNDING_NATS, degreesOfFreedom: null },
): RivalEstimate<Quantity, Settings & RivalSettings> {
  return {
    quantity,
    unit: 'nats',
    value,
    numerical,
    interval: null,
    trust: { ok: false, warnings: [NO_INTERVAL, ...warnings] },
    settings: { ...settings, version },
  }
}
