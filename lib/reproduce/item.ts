import type { RunOptions, RunResult } from '../experiments'
import type { Figure } from '../report/figure'
import type { RunContents } from '../runs/readRun'
import type { RunRecord } from '../runs/schema'
import type { Claim, Judgement, Setting } from './judgement'
import type { Table } from './tables'

/** How much is trained: all that the claims ask for, or what takes minutes. */
export type Mode = 'full' | 'quick'

/** A training that an item looks at. */
export interface Training {
  experiment: RunRecord['experiment']
  /** What decides its result; a finished run of equal ones is not repeated. */
  settings: Record<string, unknown>
  start(options: RunOptions): Promise<RunResult>
}

/** Where an item's work is done, once: what is finished is kept for the next call. */
export interface Workshop {
  mode: Mode
  /** Of training, at least one. What needs no more takes the first. */
  seeds: readonly number[]
  /** Folder with data that cannot be made here; else where it is kept for this user. */
  data?: string | undefined
  signal: AbortSignal | undefined
  /** Tells people one line, such as that data is fetched. */
  onWarning?: ((message: string) => void) | undefined
  /**
   * The run of a training, finished.
   * @param name of its folder
   * @throws signal.reason where it was interrupted
   */
  trained(name: string, training: Training): Promise<RunContents>
  /**
   * What `make` gives: plain JSON that `settings` decide.
   * @param make is told how to say which share of its work is done
   */
  computed<T>(
    name: string,
    settings: Record<string, unknown>,
    make: (onShare: (share: number) => void) => Promise<T>,
  ): Promise<T>
}

export interface ItemFigure {
  figure: Figure
  table: Table
}

export interface JudgedClaim extends Omit<Claim<unknown>, 'decide'>, Judgement {}

/** What came out of an item. */
export interface Findings {
  claims: JudgedClaim[]
  figures: ItemFigure[]
}

/** A part of the poster that can be reproduced alone. */
export interface Item {
  name: string
  title: string
  settings: readonly Setting[]
  /** @throws signal.reason when aborted; an error with ERR_INFOFLOW_DATA_MISSING where its data is not to be had */
  reproduce(workshop: Workshop): Promise<Findings>
}

/** Every claim with its judgement. */
export function judged<Measured>(claims: readonly Claim<Measured>[], measured: Measured): JudgedClaim[] {
  return claims.map(({ decide, ...claim }) => ({ ...claim, ...decide(measured) }))
}
