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

export interface ItemFigure {
  figure: Figure
  table: Table
}

export interface JudgedClaim extends Omit<Claim<unknown>, 'decide'>, Judgement {}

/** A part of the poster that can be reproduced alone. */
export interface Item {
  name: string
  title: string
  settings: readonly Setting[]
  training(mode: Mode, seed: number): Training
  judge(run: RunContents): Promise<JudgedClaim[]>
  figures(run: RunContents): ItemFigure[]
}

/** Every claim with its judgement. */
export function judged<Measured>(claims: readonly Claim<Measured>[], measured: Measured): JudgedClaim[] {
  return claims.map(({ decide, ...claim }) => ({ ...claim, ...decide(measured) }))
}
