import type { Estimate, NumericalError, WarningCode } from '../estimate/types'

/** Codes of what is known to go wrong with the rivals; each has its own message. */
export type RivalWarningCode =
  | WarningCode
  | 'not-mutual-information'
  | 'assumes-normal'
  | 'lower-bound-only'
  | 'unverified-program'

export interface RivalWarning {
  code: RivalWarningCode
  message: string
  needed?: { samples: number }
}

/** What a rival was told, and what it chose. */
export interface RivalSettings {
  estimator: string
  n: number
  version: string
}

/**
 * What every estimator of `infoflow/estimators` returns: the fields of an {@link Estimate}, with the quantity that it
 * really measures. `numerical` is about the estimator's own formula; `interval` is null where the error of having
 * finitely many rows is not known, which `trust` then says. Plain JSON.
 */
export interface RivalEstimate<
  Quantity extends string = string,
  Settings extends RivalSettings = RivalSettings,
> extends Pick<Estimate, 'unit' | 'value' | 'numerical' | 'interval'> {
  quantity: Quantity
  numerical: NumericalError
  trust: { ok: boolean; warnings: RivalWarning[] }
  settings: Settings
}
