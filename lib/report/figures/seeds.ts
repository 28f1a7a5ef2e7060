import type { RunContents } from '../../runs/readRun'
import { median } from '../median'

/** Runs that differ in their seed alone, at least one. */
export interface SeededRuns {
  /** What sets them apart from others. */
  name: string
  runs: readonly RunContents[]
}

/** A value with what it lies between, in one run. */
export interface Ranged {
  epoch: number
  middle: number
  low: number
  high: number
}

/** At every epoch the median over runs, between the lowest low end and the highest high end. */
export function overSeeds(courses: readonly (readonly Ranged[])[]): Ranged[] {
  return courses[0]!.map(({ epoch }) => {
    const found = courses.flatMap((course) => course.find((point) => point.epoch === epoch) ?? [])
    return {
      epoch,
      middle: median(found.map(({ middle }) => middle)),
      low: Math.min(...found.map(({ low }) => low)),
      high: Math.max(...found.map(({ high }) => high)),
    }
  })
}

/**
 * What lines and bands are, for a caption.
 * @param ofOne what a band is where there is one seed; left out where there is none
 */
export function seedWords(count: number, ofOne?: string): string {
  if (count === 1) return ofOne === undefined ? '' : `Band: ${ofOne}.`
  return `Lines: the median over ${count} seeds; bands: all seeds, from the lowest ${ofOne === undefined ? 'to the highest' : `low end of a ${ofOne} to the highest high end`}.`
}
