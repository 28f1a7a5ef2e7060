import type { MIEstimate } from '../../estimate/types'

/** One line of what the command prints: an estimate, and what it is of. */
export type EstimatedArray = {
  file: string
  name: string
  /** What `--given` named; absent where every row is its own condition. */
  given?: string
} & MIEstimate

/** The quantity in a formula's words. */
export const formula = ({ given }: EstimatedArray) => `I(${given ?? 'X'};T)`
