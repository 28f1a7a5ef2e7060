import { inARow } from '../report/words'

export type Verdict = 'supported' | 'not supported' | 'undecided'

/** What a claim's rule says of what was measured. Plain JSON. */
export interface Judgement {
  verdict: Verdict
  /** What was measured, in words with its numbers. */
  measured: string
  /** The numbers that decided; null for what was not found. */
  values: Record<string, number | null>
  /** Undecided: how many of what would decide, or null where that cannot be computed. Null for the other verdicts. */
  needed: Readonly<Partial<Record<'epochs' | 'seeds' | 'samples', number>>> | null
}

/** Something that the poster or its paper states, and how we decide whether what was measured supports it. */
export interface Claim<Measured> {
  id: string
  statement: string
  /** Where it stands. */
  source: string
  /** In words, with its thresholds. */
  rule: string
  decide(measured: Measured): Judgement
}

/** A setting of an item, and who chose it. */
export interface Setting {
  name: string
  value: string
  whose: 'authors' | 'ours'
}

/** Of what surely is so and what surely is not; where neither is sure, undecided. */
export function verdictOf(isSupported: boolean, isContradicted: boolean): Verdict {
  return isContradicted ? 'not supported' : isSupported ? 'supported' : 'undecided'
}

/** Supported where the rule holds; else undecided while a run that goes on could still show it, and then not supported. */
export function judgedAfter(
  holds: boolean,
  { epoch, enough }: { epoch: number; enough: number },
): Pick<Judgement, 'verdict' | 'needed'> {
  if (holds) return { verdict: 'supported', needed: null }
  if (epoch < enough) return { verdict: 'undecided', needed: { epochs: enough } }
  return { verdict: 'not supported', needed: null }
}

/** `100000 epochs would decide` */
export function neededWords(needed: NonNullable<Judgement['needed']>): string {
  const parts = Object.entries(needed).map(([what, count]) => `${count} ${what}`)
  return `${inARow(parts)} would decide`
}
